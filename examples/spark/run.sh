#!/usr/bin/env bash
# Shows that `partner-eval screen --all` gives the same bytes under Spark as in one process, however the rows
# are divided. Two minutes, of which one installs PySpark (300 MB from PyPI).
#
#   ./run.sh            # in a temporary folder, removed at the end
#   ./run.sh FOLDER     # keeps PySpark in FOLDER/venv, and the results, for the next time
#
# Needs python3 (3.8 or newer, with venv), Java (8, 11 or 17) and, for the first time, the network.
#   PARTNER_EVAL=...    the program; without it, the one on PATH
#   ROWS=100000         the candidates repeated, under numbered names, to so many rows
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
pyspark=3.5.3
deal=$here/deal.toml

fail() {
    echo "run.sh: $*" >&2
    exit 1
}

program=$(command -v "${PARTNER_EVAL:-partner-eval}") ||
    fail "no ${PARTNER_EVAL:-partner-eval}: put it on PATH, or set PARTNER_EVAL to its path"
program=$(realpath "$program")
command -v java >/dev/null || [ -n "${JAVA_HOME:-}" ] || fail "Spark needs Java 8, 11 or 17"

if [ $# -gt 0 ]; then
    mkdir -p "$1"
    work=$(cd "$1" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
python=$work/venv/bin/python
if ! "$python" -c "import pyspark, sys; sys.exit(pyspark.__version__ != '$pyspark')" 2>/dev/null; then
    echo "Installing PySpark $pyspark"
    python3 -m venv "$work/venv"
    "$python" -m pip install --quiet --disable-pip-version-check "pyspark==$pyspark"
fi

# This Spark and no other, on two threads of this machine.
unset SPARK_HOME SPARK_CONF_DIR HADOOP_CONF_DIR
export PYSPARK_PYTHON=$python SPARK_LOCAL_IP=127.0.0.1
quiet="--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false"
export PYSPARK_SUBMIT_ARGS="--master local[2] $quiet pyspark-shell"

one() { # ROWS RECORDS
    "$program" screen "$deal" --candidates - --input-format json-lines --all --format json-lines <"$1" >"$2"
}
spark() { # ROWS PARTITIONS [OPTION...]; records on standard output
    "$python" "$here/screen.py" "$deal" "$1" --partitions "$2" --partner-eval "$program" "${@:3}" \
        2>"$work/log"
}
same() { # EXPECTED FOUND WHAT
    cmp "$1" "$2" || fail "$3: not the same as one process (Spark's log follows)$(echo; cat "$work/log")"
    echo "same   $3"
}

# The candidates, and rows whose bytes could break a reader of lines: U+2028, U+2029 and U+0085 in names,
# a carriage return between two values and at the end of a line, a last line without an end.
candidates=$here/candidates.jsonl
rows=$work/rows.jsonl
LC_ALL=C awk -v rows="${ROWS:-$(wc -l <"$candidates")}" '
    { row[NR] = $0 }
    END {
        for (i = 0; i < rows; i++) {
            line = row[i % NR + 1]
            if (i >= NR) sub(/"name": "/, "&" int(i / NR) " ", line)
            print line
        }
    }' "$candidates" >"$rows"
printf '{"name": "%b"}\n' 'line \xe2\x80\xa8 separator' 'paragraph \xe2\x80\xa9 separator' \
    'next \xc2\x85 line' >>"$rows"
printf '{"name":\r"carriage return"}\n{"name": "return and feed"}\r\n{"name": "no end"}' >>"$rows"
count=$(grep -c '' "$rows")

one "$rows" "$work/one.jsonl"
[ "$(wc -l <"$work/one.jsonl")" -eq "$count" ] || fail "one process: not as many records as rows, $count"
echo "One process: $count rows. Spark:"
for partitions in 1 2 7 64; do
    spark "$rows" "$partitions" >"$work/spark.jsonl" || fail "Spark failed: $(cat "$work/log")"
    same "$work/one.jsonl" "$work/spark.jsonl" "--partitions $partitions"
done

rm -rf "$work/scored"
spark "$rows" 7 --output "$work/scored" || fail "Spark failed: $(cat "$work/log")"
cat "$work"/scored/part-* >"$work/spark.jsonl"
same "$work/one.jsonl" "$work/spark.jsonl" "--partitions 7 --output scored, then cat scored/part-*"

# More partitions than rows: most of them are empty.
head -n 3 "$rows" >"$work/three.jsonl"
one "$work/three.jsonl" "$work/one-three.jsonl"
spark "$work/three.jsonl" 16 >"$work/spark.jsonl" || fail "Spark failed: $(cat "$work/log")"
same "$work/one-three.jsonl" "$work/spark.jsonl" "three rows, --partitions 16"

# A row that cannot be read: exit code 2 from both. One process puts the other rows out, Spark none.
{ cat "$work/three.jsonl" && echo '{"name": '; } >"$work/bad.jsonl"
code=0 && one "$work/bad.jsonl" "$work/spark.jsonl" 2>/dev/null || code=$?
[ "$code" -eq 2 ] || fail "a bad row: exit code $code of one process, and not 2"
same "$work/one-three.jsonl" "$work/spark.jsonl" "a bad row, one process: exit code 2, the other rows are out"
code=0 && spark "$work/bad.jsonl" 2 >"$work/spark.jsonl" || code=$?
[ "$code" -eq 2 ] || fail "a bad row: exit code $code of Spark, and not 2: $(cat "$work/log")"
same /dev/null "$work/spark.jsonl" "a bad row, Spark: exit code 2, nothing is out"
