#!/usr/bin/env bash
# tests/bench/screen_peers.sh [ROWS]: the best 20 of the table of screen.rs (a million rows unless said) by
# `partner-eval screen`, and by a weighted sum and TOPSIS with pandas and with a Rust crate, in turn on the same
# machine: wall time, peak memory, ratio. Needs cargo, python3 with venv, PyPI and crates.io.
# PARTNER_EVAL names a binary to measure instead of a release build of this tree.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=${1:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo build --release --locked --quiet
tool=${PARTNER_EVAL:-${CARGO_TARGET_DIR:-target}/release/partner-eval}
cargo bench --locked --quiet --bench screen -- --deal >"$folder/deal.toml"
cargo bench --locked --quiet --bench screen -- --generate "$rows" >"$folder/table.csv"

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1

# A project of its own, so that the peer's dependencies never become ours; its profile is ours.
mkdir "$folder/peer"
cp tests/bench/screen_crate.rs "$folder/peer/main.rs"
cat >"$folder/peer/Cargo.toml" <<'TOML'
[package]
name = "peer"
version = "0.0.0"
edition = "2024"

[[bin]]
name = "peer"
path = "main.rs"

[dependencies]
csv = "=1.4.0"
mcdm = "=0.4.0"
nalgebra = "0.33"

[profile.release]
lto = true
codegen-units = 1
TOML
cargo build --release --quiet --manifest-path "$folder/peer/Cargo.toml" --target-dir "$folder/target"

"$folder/venv/bin/python" - "$folder" "$tool" <<'PYTHON'
import os
import statistics
import subprocess
import sys
import time

RUNS = 5
folder, tool = sys.argv[1:]
table = f"{folder}/table.csv"
commands = {
    "partner-eval": [tool, "screen", f"{folder}/deal.toml", "--candidates", table, "--format", "json"],
    "pandas": [f"{folder}/venv/bin/python", "tests/bench/screen_pandas.py", table],
    "mcdm": [f"{folder}/target/release/peer", table],
}


def run(name):
    """Runs one to the end, with what it prints in a file."""
    with open(f"{folder}/{name}.out", "w") as out:
        return subprocess.Popen(commands[name], stdout=out)


def seconds(name):
    start = time.perf_counter()
    child = run(name)
    if child.wait() != 0:
        sys.exit(f"{name} failed")
    return time.perf_counter() - start


def peak(name):
    """The most memory in MiB. What wait4 reports is never less than what this process held when it started
    the child, so it is the kernel's own maximum for the child alone, asked every millisecond."""
    child, kibibytes = run(name), 0
    while child.poll() is None:
        try:
            with open(f"/proc/{child.pid}/status") as status:
                lines = [line for line in status if line.startswith("VmHWM:")]
        except OSError:
            break
        kibibytes = int(lines[0].split()[1]) if lines else kibibytes
        time.sleep(0.001)
    child.wait()
    return f"{kibibytes / 1024:.1f} MiB" if kibibytes else "unknown"


# The warm-up measures the memory, so that the asking disturbs no measured time.
peaks = {name: peak(name) for name in commands}
times = {name: [] for name in commands}
for _ in range(RUNS):
    for name in commands:
        times[name].append(seconds(name))
medians = {name: statistics.median(times[name]) for name in commands}
print(f"{os.path.getsize(table) / 1e6:.1f} MB, {os.cpu_count()} CPUs; median of {RUNS}")
for name, median in medians.items():
    ratio = median / medians["partner-eval"]
    print(f"{name:<13} {median:.3f} s, {ratio:.2f} x partner-eval, peak {peaks[name]}")
with open(f"{folder}/pandas.out") as pandas, open(f"{folder}/mcdm.out") as mcdm:
    agree = "agree" if pandas.read() == mcdm.read() else "DISAGREE"
print(f"pandas and mcdm {agree} on the best 20")
PYTHON
