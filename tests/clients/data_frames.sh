#!/usr/bin/env bash
# Reads the CSV and JSON of the program with pandas, polars and DuckDB. Needs Python 3 and PyPI: they go into a
# temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --quiet --locked
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pandas polars duckdb
for reader in pandas polars duckdb; do
    "$folder/venv/bin/python" "tests/clients/read_with_$reader.py" target/release/partner-eval
done
