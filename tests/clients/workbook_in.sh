#!/usr/bin/env bash
# Saves the example tables as workbooks by LibreOffice, and a sheet with a title, formulas, per cent, days and errors: read
# as .xlsx and as .ods they give what they give as CSV. Needs root and Debian's packages, which are gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --quiet --locked
program=target/debug/partner-eval
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp examples/screen/{boards,suppliers,consortium,panel}.csv tests/clients/workbook_in.fods "$folder"
cat >"$folder/convert" <<'CONVERT'
set -euo pipefail
cd "$OUT"
for form in xlsx ods; do
    # 44 is the comma, 34 the quote, 76 UTF-8, 1033 English; the last makes numbers of what looks like them.
    soffice --headless --convert-to "$form" --infilter=CSV:44,34,76,1,,1033,false,true ./*.csv
    soffice --headless --convert-to "$form" ./workbook_in.fods
done
CONVERT
OUT=$folder tests/clients/throwaway.sh libreoffice-calc -- env HOME="$folder" OUT="$folder" bash "$folder/convert" \
    >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }

# compare NAME OPTION...: that all rows, and the assessment, are the same in each form.
compare() {
    local name=$1 form
    shift
    for form in csv xlsx ods; do
        for command in "screen --all" "assess --format csv"; do
            # shellcheck disable=SC2086
            "$program" ${command%% *} "examples/screen/$name.toml" --candidates "$folder/$name.$form" \
                ${command#* } "$@"
        done >"$folder/$name.$form.out" 2>"$folder/warnings"
        cmp "$folder/$name.csv.out" "$folder/$name.$form.out"
    done
    echo "$name: $(($(wc -l <"$folder/$name.csv") - 1)) candidates are the same as CSV, .xlsx and .ods"
}
compare boards
compare suppliers --map examples/screen/suppliers-map.toml
compare consortium --map examples/screen/consortium-map.toml
compare panel --map examples/screen/panel-map.toml --null n/a

cat >"$folder/deal.toml" <<'DEAL'
deal.name = "Depot"
deal.relationship = "network"
deal.rated = ["compatibility"]
organization.name = "Us"
weights = { compatibility = 1, complementarity = 0, risk_sharing = 0, cost_sharing = 0, commitment = 1 }
criteria.share = { dimension = "commitment", worst = 0, best = 100, weight = 1 }
criteria.track_record.weight = 0
criteria.executive_sponsor.weight = 0
DEAL
cat >"$folder/map.toml" <<'MAP'
name = "Bidder"
measures.share = { column = "Share", unit = "%" }
ratings.compatibility = { column = "Mark", worst = 0, best = 100 }
MAP
cat >"$folder/expected" <<'EXPECTED'
name,compatibility,commitment
Ærø A/S,80.0,25.0
007,65.0,50.0
Late,0.0,0.0
EXPECTED
for form in xlsx ods; do
    "$program" screen "$folder/deal.toml" --candidates "$folder/workbook_in.$form" --map "$folder/map.toml" --all \
        2>"$folder/warnings" | cut -d , -f 1,8,12 | diff "$folder/expected" -
    grep -q "workbook_in.$form, Bids!C7 (Mark)" "$folder/warnings"
done
echo "workbook_in: a title, formulas, per cent and #N/A are read from .xlsx and .ods"
