"""Engines that run over many machines: each is a few lines over `blogparse.arrow.parse_batch`, on what the caller has.

`parse_dataset` is for Ray Data, `parse_frame` for Spark, and ``blogparse.engines.datatrove.ParsePosts`` a step of a
datatrove pipeline. None of them imports its engine before the caller has done so. Needs the extra of the engine:
``pip install "blogparse[ray]"``, ``"blogparse[spark]"``, ``"blogparse[datatrove]"``.
"""

from blogparse.engines.ray import parse_dataset
from blogparse.engines.spark import parse_frame

__all__ = ["parse_dataset", "parse_frame"]
