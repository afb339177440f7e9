"""Corpora: folders and files of dumps in, tables out, in shards that can be taken up again."""

from blogparse.jobs.files import UnreadableError, decode, read_file
from blogparse.jobs.job import Account, Job, run_job
from blogparse.jobs.outputs import FLAT, Output, Tables
from blogparse.jobs.readers import Source
from blogparse.jobs.shards import SUFFIXES, InputError, Shard, ShardKind, find_shards
from blogparse.jobs.tablefiles import FORMATS, csv_cells
from blogparse.jobs.tablerows import belongs_to_posts, read_pages

__all__ = [
    "FLAT", "FORMATS", "SUFFIXES", "Account", "InputError", "Job", "Output", "Shard", "ShardKind", "Source", "Tables",
    "UnreadableError", "belongs_to_posts", "csv_cells", "decode", "find_shards", "read_file", "read_pages", "run_job",
]  # fmt: skip
