#!/usr/bin/env bash
# Renders Markdown reports as GitHub does, with cmark-gfm, and looks at what came of hostile names. Needs Python 3 and
# PyPI: all goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --quiet --locked
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet cmarkgfm
"$folder/venv/bin/python" tests/clients/read_markdown.py target/release/partner-eval
