"""Reads what `partner-eval` prints with pandas, as a data frame, and checks types and values."""

import io
import json

import pandas

from reports import DEALS, LONG_NUMBERS, NUMBERS, SCREEN, SCREEN_NUMBERS, run


def csv(*arguments, **options):
    return pandas.read_csv(io.BytesIO(run(*arguments)), **options)


def floats(frame, columns, where):
    for column in columns:
        assert frame[column].dtype == float, (where, column, frame[column].dtype)


deals = [*DEALS, "examples/fifa-2026.toml"]
for deal in deals:
    frame = csv("assess", deal, "--format", "csv")
    floats(frame, NUMBERS, deal)
    found = json.loads(run("assess", deal, "--format", "json"))["candidates"]
    assert list(frame["candidate"]) == [candidate["name"] for candidate in found], deal
    for column in NUMBERS:
        for row, candidate in zip(frame[column], found):
            value = candidate[column]
            assert (pandas.isna(row) and value is None) or row == value, (deal, column, row, value)
    long = csv("assess", deal, "--format", "csv-long")
    floats(long, LONG_NUMBERS, deal)
    points = long.groupby("candidate")["points"].sum()
    for candidate in found:
        assert abs(points[candidate["name"]] - candidate["score"]) < 1e-9, (deal, candidate["name"])

# Several deals make one table; a row says which file it is of.
several = csv("assess", *deals, "--format", "csv")
assert list(several["file"].unique()) == deals

# One type a column in every part of a stream, whatever rows it holds.
whole = csv(*SCREEN)
floats(whole, SCREEN_NUMBERS, "screen --all")
lines = run(*SCREEN).splitlines(keepends=True)
for line in lines[1:]:
    floats(pandas.read_csv(io.BytesIO(lines[0] + line)), SCREEN_NUMBERS, line)
records = pandas.read_json(io.BytesIO(run(*SCREEN, "--format", "json-lines")), lines=True)
assert list(records["name"]) == list(whole["name"])
assert list(records["score"]) == list(whole["score"])

print(f"pandas {pandas.__version__} reads {len(deals)} deals and {len(whole)} rows as they are")
