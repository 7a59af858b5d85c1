"""Reads what `partner-eval` prints with DuckDB, which guesses types, delimiter and quotes by itself."""

import json
import pathlib
import subprocess
import sys
import tempfile

import duckdb

PROGRAM = sys.argv[1]
NUMBERS = ["score", "low", "high", "known", "first_place", "compatibility", "complementarity",
           "risk_sharing", "cost_sharing", "commitment"]
DEALS = ["examples/joint-venture.toml", "examples/network.toml", "examples/quickstart.toml",
         "examples/strategic-alliance.toml"]
SCREEN = ["screen", "examples/screen/suppliers.toml", "--candidates", "examples/screen/suppliers.csv",
          "--map", "examples/screen/suppliers-map.toml", "--all"]
FOLDER = pathlib.Path(tempfile.mkdtemp())


def file(name, *arguments):
    path = FOLDER / name
    with open(path, "wb") as out:
        subprocess.run([PROGRAM, *arguments], check=True, stdout=out, stderr=subprocess.PIPE)
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
    found = json.loads(pathlib.Path(file("deal.json", "assess", deal, "--format", "json")).read_text())
    for column in NUMBERS:
        read = [row[0] for row in rows.project(column).fetchall()]
        assert read == [candidate[column] for candidate in found["candidates"]], (deal, column)
    _, types = table("read_csv", file("long.csv", "assess", deal, "--format", "csv-long"))
    doubles(types, ["score", "low", "high", "weight", "points", "dimension_weight"], deal)

columns = [column for column in NUMBERS if column != "first_place"]
whole, types = table("read_csv", file("all.csv", *SCREEN))
doubles(types, columns, "screen --all")
records, types = table("read_json", file("all.jsonl", *SCREEN, "--format", "json-lines"))
doubles(types, columns, "screen --all --format json-lines")
assert types["flags"] == "VARCHAR[]", types["flags"]
names = whole.project("name").fetchall()
assert names == records.project("name").fetchall() and names, "screen --all"

german = file("german.csv", "assess", DEALS[0], "--format", "csv", "--out-delimiter", ";", "--out-decimal-comma")
_, types = table("read_csv", german, ", delim = ';', decimal_separator = ','")
doubles(types, NUMBERS, "--out-decimal-comma")

print(f"DuckDB {duckdb.__version__}: types and values are right")
