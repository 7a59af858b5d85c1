#!/usr/bin/env bash
# Checks SARIF reports with Microsoft's validator. Needs Node.js and the npm registry: it goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --quiet --locked
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @microsoft/sarif-multitool-linux
validator=$folder/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod +x "$validator"

printf '[deal]\nname = North\n' >"$folder/ä broken.toml"
# What these say of the deals is not the question here.
program=target/release/partner-eval
"$program" assess examples/*.toml "$folder/ä broken.toml" --require all --format sarif >"$folder/assess.sarif" \
    2>"$folder/log" || true
"$program" check examples/*.toml "$folder/ä broken.toml" --format sarif >"$folder/check.sarif" || true
"$program" check examples/quickstart.toml --format sarif >"$folder/clean.sarif"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
"$validator" validate "$folder"/*.sarif --level "Error;Warning" >"$folder/log"
# The program has no home page that it could name.
if grep -E 'error|warning' "$folder/log" | grep -v 'SARIF2005.*informationUri' >&2; then
    exit 1
fi
echo "sarif-multitool: three reports are valid"
