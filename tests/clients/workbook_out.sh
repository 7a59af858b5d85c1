#!/usr/bin/env bash
# Lets LibreOffice compute the workbooks of the examples and of the golden deals: once with wrong results in every formula,
# once after a weight, an answer and a minimum were changed. All that it computes must be what the program says. Needs root,
# Debian's packages and PyPI, which are gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."

source tests/clients/python.sh openpyxl tomli-w
"$python" -W ignore tests/clients/workbook_out.py make target/release/partner-eval "$folder"
# By itself it believes the results that it finds; 0 is to compute always.
settings=$folder/.config/libreoffice/4/user
mkdir -p "$settings" "$folder/computed"
cat >"$settings/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
XCU
OUT=$folder tests/clients/throwaway.sh libreoffice-calc -- env HOME="$folder" soffice --headless \
    --convert-to xlsx --outdir "$folder/computed" "$folder"/*.xlsx >"$folder/log" 2>&1 ||
    { cat "$folder/log" >&2; exit 1; }
"$python" -W ignore tests/clients/workbook_out.py compare "$folder"
