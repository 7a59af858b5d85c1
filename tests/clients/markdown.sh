#!/usr/bin/env bash
# Renders Markdown reports as GitHub does, with cmark-gfm, and looks at what came of hostile names. Needs Python 3 and
# PyPI: all goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

source tests/clients/python.sh cmarkgfm
"$python" tests/clients/read_markdown.py target/release/partner-eval
