"""Comment records out of the induced layout, and who answers whom."""

from blogparse.thread.comments import build_comments, page_day_order
from blogparse.thread.edges import with_whole_texts
from blogparse.thread.ends import with_open_end
from blogparse.thread.nesting import Tree

__all__ = ["Tree", "build_comments", "page_day_order", "with_open_end", "with_whole_texts"]
