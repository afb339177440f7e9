"use strict";
// What the pointer or the focus is at is marked on both sides: elements that share a key in data-k belong together.
(() => {
  const byKey = new Map();
  for (const element of document.querySelectorAll("[data-k]")) {
    for (const key of element.dataset.k.split(" ")) {
      if (!byKey.has(key)) byKey.set(key, []);
      byKey.get(key).push(element);
    }
  }
  let at = null;
  let marked = [];
  const mark = (target) => {
    const found = target instanceof Element ? target.closest("[data-k]") : null;
    if (found === at) return;
    at = found;
    for (const element of marked) element.classList.remove("on");
    marked = found ? found.dataset.k.split(" ").flatMap((key) => byKey.get(key)) : [];
    for (const element of marked) element.classList.add("on");
  };
  document.addEventListener("pointerover", (event) => mark(event.target));
  document.addEventListener("focusin", (event) => mark(event.target));
})();
