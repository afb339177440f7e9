"""``blogparse schema``: the columns of the tables, for people and for other programs."""

import argparse
import json
import sys
from typing import Final

from blogparse.batch import require
from blogparse.cli.options import EXIT_READ, Command
from blogparse.tables import TABLES, json_schema, sql_schema


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", const="json", dest="form", help="JSON Schema of one row")
    form.add_argument("--sql", action="store_const", const="sql", dest="form", help="statements that create the tables")
    form.add_argument("--arrow", action="store_const", const="arrow", dest="form", help="Arrow fields (extra arrow)")
    parser.add_argument("--table", choices=tuple(TABLES), help="one table (default: all that the form can hold)")


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    tables = [arguments.table] if arguments.table else list(TABLES)
    if arguments.form == "sql":
        if arguments.table == "nested":
            parser.error("SQL has no rows inside rows: there are posts, comments and edges")
        sys.stdout.write("\n".join(sql_schema(table) for table in tables if table != "nested"))
    elif arguments.form == "arrow":
        require("pyarrow", "arrow")
        from blogparse.arrow import SCHEMAS

        for table in tables:
            sys.stdout.write(f"# {table}\n{SCHEMAS[table].to_string(show_field_metadata=False)}\n\n")
    elif arguments.form == "json":
        schemas = {table: json_schema(table) for table in tables}
        sys.stdout.write(json.dumps(schemas[arguments.table] if arguments.table else schemas, indent=2) + "\n")
    else:
        for table in tables:
            sys.stdout.write(f"{table}\n")
            width = max(len(column.name) for column in TABLES[table])
            for column in TABLES[table]:
                sys.stdout.write(f"  {column.name:{width}}  {column.kind:10}  {column.meaning}\n")
    return EXIT_READ


SCHEMA: Final = Command("Show the columns of the tables.", _add_arguments, _run)
"""The subcommand."""
