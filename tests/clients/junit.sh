#!/usr/bin/env bash
# Reads JUnit reports with junitparser and checks them against the schema that Jenkins reads them by, which the source
# of pytest carries. Needs Python 3 and PyPI: all goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

source tests/clients/python.sh junitparser xmlschema
pytest=$(curl -sSf https://pypi.org/simple/pytest/ | grep -o 'https[^"#]*pytest-8.3.5.tar.gz' | head -n 1)
curl -sSfL "$pytest" | tar -xzO pytest-8.3.5/testing/example_scripts/junit-10.xsd >"$folder/junit-10.xsd"
"$python" tests/clients/read_junit.py target/release/partner-eval "$folder/junit-10.xsd"
