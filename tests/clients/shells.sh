#!/usr/bin/env bash
# Presses Tab in bash, zsh and fish, and lets mandoc check the manual page. Needs Debian's packages and Python 3: zsh, fish
# and mandoc go into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --quiet --locked
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
(
    cd "$folder"
    apt-get download -qq zsh zsh-common fish fish-common mandoc libpcre2-32-0
    for package in *.deb; do dpkg-deb -x "$package" root; done
)

target/release/partner-eval man > "$folder/partner-eval.1"
# Without matters of style: the title stands as the program is typed, and lines are as long as their sentences.
"$folder/root/usr/bin/mandoc" -T lint -W warning "$folder/partner-eval.1"
echo "mandoc finds no fault in the manual page"

python3 tests/clients/press_tab.py "$folder/root" "$PWD/target/release"
