#!/usr/bin/env bash
# Checks the schema with a real client, taplo, which editors use: it must accept every example (by the
# `#:schema` line of each) and every file in valid/, and reject every file in broken/.
#
#   npm install --prefix /tmp/taplo @taplo/cli
#   PATH=/tmp/taplo/node_modules/.bin:$PATH tests/schema/taplo.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
schema="file://$PWD/examples/.deal.schema.json"
wrong=0
accepted=0
rejected=0

fail() {
    echo "wrong: $1" >&2
    wrong=1
}

for file in examples/*.toml; do
    if taplo check "$file" 2>/dev/null; then accepted=$((accepted + 1)); else fail "$file is rejected"; fi
    # Without the line taplo would accept anything.
    grep -qx '#:schema ./.deal.schema.json' <(head -n 1 "$file") || fail "$file names no schema"
done
for file in tests/schema/valid/*.toml; do
    if taplo check --schema "$schema" "$file" 2>/dev/null; then
        accepted=$((accepted + 1))
    else
        fail "$file is rejected"
    fi
done
for file in tests/schema/broken/*.toml; do
    # Rejected by the schema, and not because taplo cannot read the file at all.
    said=$(taplo check --schema "$schema" "$file" 2>&1) && fail "$file is accepted"
    if [[ $said == *"schema validation failed"* ]]; then
        rejected=$((rejected + 1))
    else
        fail "$file is rejected for another reason"
    fi
done
version=$(taplo --version || true) # which ends with status 1
echo "$version: $accepted accepted, $rejected rejected"
exit "$wrong"
