#!/usr/bin/env bash
# Runs the hook of .pre-commit-hooks.yaml with pre-commit on a repository whose folder holds deals, a map and a house
# file. Needs Python 3 with PyPI and cargo: pre-commit and what it builds go into a temporary folder.
set -euo pipefail
project=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pre-commit

# The hook builds the program anew each time: quickly is enough.
export CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 PRE_COMMIT_HOME="$folder/store"
git init --quiet "$folder/repository"
cd "$folder/repository"
mkdir -p deals/north
cp "$project/examples/joint-venture.toml" deals/
cp "$project/examples/screen/suppliers.toml" "$project/examples/screen/suppliers-map.toml" deals/north/
printf '[gates]\nscore = 60\n' > deals/house.toml
printf '[package]\nname = "no deal"\n' > elsewhere.toml
git add .

hook() {
  "$folder/venv/bin/pre-commit" try-repo "$project" partner-eval-check --all-files --verbose
}
hook | tee "$folder/good"
for said in 'house.toml: valid, gates of a house' 'suppliers-map.toml: valid, a map of' 'joint-venture.toml: valid'; do
  grep --quiet "$said" "$folder/good" || { echo "not said: $said"; exit 1; }
done

# Each kind of file stops a commit if it is broken.
sed -i 's/^name = .*/name = { colum = "vendor" }/' deals/north/suppliers-map.toml
echo 'score = 0.6' | sed '1i [gates]' > deals/house.toml
git add .
if hook > "$folder/bad"; then
  echo "a broken map passed"
  exit 1
fi
for said in 'an entry of the map has no key `colum`' 'the gate `score` is of 100, and is 0.6'; do
  grep --quiet "$said" "$folder/bad" || { cat "$folder/bad"; echo "not said: $said"; exit 1; }
done
echo "pre-commit takes deals, maps and house files for what they are"
