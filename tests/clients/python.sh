# Sourced by the scripts beside it, from the project's folder: builds the program, and installs packages of PyPI for $python
# into a temporary folder, $folder, which goes at the end.
cargo build --release --quiet --locked
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet "$@"
