"""Reads what `partner-eval` prints with polars, which takes the types of columns from the first rows alone."""

import io
import json

import polars

from reports import DEALS, GERMAN, LONG_NUMBERS, NUMBERS, SCREEN, SCREEN_NUMBERS, run


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
    floats(long, LONG_NUMBERS, deal)

whole = polars.read_csv(io.BytesIO(run(*SCREEN)), infer_schema_length=1)
floats(whole, SCREEN_NUMBERS, "screen --all")
records = polars.read_ndjson(io.BytesIO(run(*SCREEN, "--format", "json-lines")))
floats(records, SCREEN_NUMBERS, "screen --all --format json-lines")
assert records["name"].to_list() == whole["name"].to_list()
assert records["score"].to_list() == whole["score"].to_list()
assert records["flags"].dtype.inner == polars.String

german = run(*GERMAN)
frame = polars.read_csv(io.BytesIO(german), separator=";", decimal_comma=True)
floats(frame, NUMBERS, "--out-decimal-comma")

print(f"polars {polars.__version__}: types and values are right")
