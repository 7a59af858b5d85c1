#!/usr/bin/env bash
# Runs the hook of this repository with pre-commit on a folder of deals, maps and house files, one of them broken.
# Needs git, Python 3, PyPI and crates.io: pre-commit builds the program from the last commit in a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

hooks=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pre-commit
export PRE_COMMIT_HOME=$folder/cache GIT_CONFIG_GLOBAL=/dev/null
mkdir -p "$folder/project/deals"
cp examples/joint-venture.toml examples/screen/suppliers.toml examples/screen/suppliers-map.toml "$folder/project/deals"
printf '[gates]\nscore = 70\ntrust = 50\n' >"$folder/project/deals/house.toml"
cd "$folder/project"
git init --quiet
git add deals

# try SAYS CODE: runs the hook on all files, which must say so and end with that code.
try() {
    local code=0
    "$folder/venv/bin/pre-commit" try-repo "$hooks" partner-eval-check --all-files >"$folder/log" 2>&1 || code=$?
    if [ "$code" != "$2" ] || ! grep -q "$1" "$folder/log"; then
        cat "$folder/log" >&2
        exit 1
    fi
}
try 'partner-eval check.*Passed' 0
printf '[deal]\nname = North\n' >deals/broken.toml
git add deals
try 'deals/broken.toml:2' 1
echo "$("$folder/venv/bin/pre-commit" --version): four files pass, and the fifth is said to be broken"
