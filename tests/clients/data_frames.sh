#!/usr/bin/env bash
# Reads the CSV and JSON of the program with pandas, polars and DuckDB. Needs Python 3 and PyPI: they go into a
# temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

source tests/clients/python.sh pandas polars duckdb
for reader in pandas polars duckdb; do
    "$python" "tests/clients/read_with_$reader.py" target/release/partner-eval
done
