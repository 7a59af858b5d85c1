"""Reads what `partner-eval` prints with DuckDB, which guesses types, delimiter and quotes by itself."""

import json
import pathlib
import tempfile

import duckdb

from reports import DEALS, GERMAN, LONG_NUMBERS, NUMBERS, SCREEN, SCREEN_NUMBERS, run

FOLDER = pathlib.Path(tempfile.mkdtemp())


def file(name, *arguments):
    path = FOLDER / name
    path.write_bytes(run(*arguments))
    return str(path)


def table(function, path, more=""):
    relation = duckdb.sql(f"SELECT * FROM {function}('{path}'{more})")
    return relation, dict(zip(relation.columns, map(str, relation.types)))


def doubles(types, columns, where):
    for column in columns:
        assert types[column] == "DOUBLE", (where, column, types[column])


for deal in DEALS:
    rows, types = table("read_csv", file("deal.csv", "assess", deal, "--format", "csv"))
    doubles(types, NUMBERS, deal)
    found = json.loads(run("assess", deal, "--format", "json"))
    for column in NUMBERS:
        read = [row[0] for row in rows.project(column).fetchall()]
        assert read == [candidate[column] for candidate in found["candidates"]], (deal, column)
    _, types = table("read_csv", file("long.csv", "assess", deal, "--format", "csv-long"))
    doubles(types, LONG_NUMBERS, deal)

whole, types = table("read_csv", file("all.csv", *SCREEN))
doubles(types, SCREEN_NUMBERS, "screen --all")
records, types = table("read_json", file("all.jsonl", *SCREEN, "--format", "json-lines"))
doubles(types, SCREEN_NUMBERS, "screen --all --format json-lines")
assert types["flags"] == "VARCHAR[]", types["flags"]
names = whole.project("name").fetchall()
assert names == records.project("name").fetchall() and names, "screen --all"

german = file("german.csv", *GERMAN)
_, types = table("read_csv", german, ", delim = ';', decimal_separator = ','")
doubles(types, NUMBERS, "--out-decimal-comma")

print(f"DuckDB {duckdb.__version__}: types and values are right")
