"""What the readers of reports ask of the program, and which columns are numbers."""

import subprocess
import sys

NUMBERS = ["score", "low", "high", "known", "first_place", "compatibility", "complementarity",
           "risk_sharing", "cost_sharing", "commitment"]
LONG_NUMBERS = ["score", "low", "high", "weight", "points", "dimension_weight"]
# A screened row has no share of first places.
SCREEN_NUMBERS = [column for column in NUMBERS if column != "first_place"]
# Each candidate has a number in each of these columns or in none.
DEALS = ["examples/joint-venture.toml", "examples/network.toml", "examples/quickstart.toml",
         "examples/strategic-alliance.toml"]
SCREEN = ["screen", "examples/screen/suppliers.toml", "--candidates", "examples/screen/suppliers.csv",
          "--map", "examples/screen/suppliers-map.toml", "--all"]
GERMAN = ["assess", DEALS[0], "--format", "csv", "--out-delimiter", ";", "--out-decimal-comma"]


def run(*arguments):
    """What the program prints, which is the first argument of the script."""
    return subprocess.run([sys.argv[1], *arguments], check=True, capture_output=True).stdout
