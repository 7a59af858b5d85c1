"""Reads what `partner-eval` prints with pandas, as a data frame, and checks types and values."""

import io
import json
import subprocess
import sys

import pandas

PROGRAM = sys.argv[1]
NUMBERS = ["score", "low", "high", "known", "first_place", "compatibility", "complementarity",
           "risk_sharing", "cost_sharing", "commitment"]


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout


def csv(*arguments, **options):
    return pandas.read_csv(io.StringIO(run(*arguments)), **options)


def floats(frame, columns, where):
    for column in columns:
        assert frame[column].dtype == float, (where, column, frame[column].dtype)


deals = ["examples/joint-venture.toml", "examples/network.toml", "examples/quickstart.toml",
         "examples/strategic-alliance.toml", "examples/fifa-2026.toml"]
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
    floats(long, ["score", "low", "high", "weight", "points", "dimension_weight"], deal)
    points = long.groupby("candidate")["points"].sum()
    for candidate in found:
        assert abs(points[candidate["name"]] - candidate["score"]) < 1e-9, (deal, candidate["name"])

# Several deals make one table; a row says which file it is of.
several = csv("assess", *deals, "--format", "csv")
assert list(several["file"].unique()) == deals

# One type a column in every part of a stream, whatever rows it holds.
screen = ["screen", "examples/screen/suppliers.toml", "--candidates", "examples/screen/suppliers.csv",
          "--map", "examples/screen/suppliers-map.toml", "--all"]
columns = [column for column in NUMBERS if column != "first_place"]
whole = csv(*screen)
floats(whole, columns, "screen --all")
lines = run(*screen).splitlines(keepends=True)
for line in lines[1:]:
    floats(pandas.read_csv(io.StringIO(lines[0] + line)), columns, line)
records = pandas.read_json(io.StringIO(run(*screen, "--format", "json-lines")), lines=True)
assert list(records["name"]) == list(whole["name"])
assert list(records["score"]) == list(whole["score"])

print(f"pandas {pandas.__version__} reads {len(deals)} deals and {len(whole)} rows as they are")
