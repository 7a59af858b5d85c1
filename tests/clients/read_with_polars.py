"""Reads what `partner-eval` prints with polars, which takes the types of columns from the first rows alone."""

import io
import json
import subprocess
import sys

import polars

PROGRAM = sys.argv[1]
NUMBERS = ["score", "low", "high", "known", "first_place", "compatibility", "complementarity",
           "risk_sharing", "cost_sharing", "commitment"]
DEALS = ["examples/joint-venture.toml", "examples/network.toml", "examples/quickstart.toml",
         "examples/strategic-alliance.toml"]
SCREEN = ["screen", "examples/screen/suppliers.toml", "--candidates", "examples/screen/suppliers.csv",
          "--map", "examples/screen/suppliers-map.toml", "--all"]


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True).stdout


def floats(frame, columns, where):
    for column in columns:
        assert frame[column].dtype == polars.Float64, (where, column, frame[column].dtype)


for deal in DEALS:
    # One row is what a typed reader sees first: each column must be a float there already.
    for rows in (1, 100):
        frame = polars.read_csv(io.BytesIO(run("assess", deal, "--format", "csv")), infer_schema_length=rows)
        floats(frame, NUMBERS, (deal, rows))
    found = json.loads(run("assess", deal, "--format", "json"))["candidates"]
    for column in NUMBERS:
        assert frame[column].to_list() == [candidate[column] for candidate in found], (deal, column)
    long = polars.read_csv(io.BytesIO(run("assess", deal, "--format", "csv-long")), infer_schema_length=1)
    floats(long, ["score", "low", "high", "weight", "points", "dimension_weight"], deal)

columns = [column for column in NUMBERS if column != "first_place"]
whole = polars.read_csv(io.BytesIO(run(*SCREEN)), infer_schema_length=1)
floats(whole, columns, "screen --all")
records = polars.read_ndjson(io.BytesIO(run(*SCREEN, "--format", "json-lines")))
floats(records, columns, "screen --all --format json-lines")
assert records["name"].to_list() == whole["name"].to_list()
assert records["score"].to_list() == whole["score"].to_list()
assert records["flags"].dtype.inner == polars.String

german = run("assess", DEALS[0], "--format", "csv", "--out-delimiter", ";", "--out-decimal-comma")
frame = polars.read_csv(io.BytesIO(german), separator=";", decimal_comma=True)
floats(frame, NUMBERS, "--out-decimal-comma")

print(f"polars {polars.__version__}: types and values are right")
