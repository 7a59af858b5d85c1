#!/usr/bin/env bash
# Opens CSV as a German sees it in LibreOffice: decimal commas and semicolons. Needs root and Debian's packages, which
# are gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --quiet --locked
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
program=target/release/partner-eval
deal=examples/joint-venture.toml
german=(--out-delimiter ';' --out-decimal-comma)
"$program" assess "$deal" --format json >"$folder/report.json"
"$program" assess "$deal" --format csv "${german[@]}" >"$folder/report.csv"
"$program" assess "$deal" --format csv "${german[@]}" --round 1 >"$folder/rounded.csv"
"$program" assess "$deal" --format csv-long "${german[@]}" >"$folder/long.csv"
# 59 is the semicolon, 34 the quote, 76 UTF-8, 1031 German; the last two make numbers of what looks like them.
OUT=$folder tests/clients/throwaway.sh libreoffice-calc python3 -- env HOME="$folder" soffice --headless \
    --convert-to fods --infilter=CSV:59,34,76,1,,1031,false,true --outdir "$folder" \
    "$folder"/report.csv "$folder"/rounded.csv "$folder"/long.csv >"$folder/log" 2>&1 ||
    { cat "$folder/log" >&2; exit 1; }
python3 tests/clients/read_fods.py "$folder"
