#!/usr/bin/env python3
"""Scores candidates with `partner-eval screen --all` under Apache Spark.

    screen.py deal.toml candidates.jsonl --partitions 8 > scored.jsonl
    screen.py deal.toml candidates.jsonl --partitions 8 --output scored/

A score depends on the deal and the row alone, so `screen --all` is a filter: rows in, as many records out,
in the same order. Each partition goes through a process of its own (`RDD.pipe`), and the result is the same,
byte for byte, however the rows are divided. `run.sh` beside this file shows it.

Without --output the records go through the driver to standard output. With it the workers write them, as
`part-00000`, `part-00001`, ... of a new folder; `cat scored/part-*` has the order of the input.

A row that cannot be read stops the job: `partner-eval` names it on the standard error of its task, scores
the others and exits with 2, and Spark then drops what the task wrote. Nothing is put out, and this script
exits with 2. (One process alone exits with 2 too, but its good rows are out.) Spark stops at the first task
that fails, and a line number counts from the start of the partition: for the whole list of bad rows, run
`partner-eval screen` on the file. The input must be UTF-8: Spark reads any other byte as U+FFFD.

On a cluster `partner-eval` and the deal must be on every node, under the same path; or send them along:

    spark-submit --files deal.toml,/usr/local/bin/partner-eval screen.py deal.toml \\
        hdfs:///candidates.jsonl --partner-eval ./partner-eval --output hdfs:///scored
"""

import argparse
import shlex
import shutil
import sys

from py4j.protocol import Py4JJavaError
from pyspark import SparkConf, SparkContext


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("deal", help="the deal, without candidates")
    parser.add_argument("rows", help="the candidates, one JSON object a line: any path that Spark reads")
    parser.add_argument("--partitions", type=int, default=2, help="at least so many (default 2)")
    parser.add_argument("--output", help="a new folder for the records; without it, standard output")
    parser.add_argument(
        "--partner-eval",
        default=shutil.which("partner-eval") or "partner-eval",
        help="the program, as the workers find it (default: from PATH)",
    )
    return parser.parse_args()


def main():
    args = arguments()
    # Line feed alone ends a row. By default Spark also ends one at a carriage return, which JSON allows
    # between two values.
    conf = SparkConf().setAppName("partner-eval screen")
    conf.set("spark.hadoop.textinputformat.record.delimiter", "\n")
    # `pipe` starts the program with an empty environment, so its path must be a full one.
    command = [args.partner_eval, "screen", args.deal, "--candidates", "-"]
    command += ["--input-format", "json-lines", "--all", "--format", "json-lines"]
    # Spark runs a process on each core already.
    command += ["--threads", "1"]
    with SparkContext(conf=conf) as spark:
        rows = spark.textFile(args.rows, args.partitions)
        # Nothing between `textFile` and `pipe`: what Python raises there would leave the program waiting
        # for its input. Without `checkCode` Spark takes a failed program for an early end of the rows.
        scored = rows.pipe(shlex.join(command), checkCode=True)
        try:
            if args.output:
                scored.saveAsTextFile(args.output)
                return 0
            records = scored.collect()
        except Py4JJavaError as error:
            if "PIPE_FUNCTION_EXITED" not in str(error):
                raise
            records = None
    if records is None:
        print("screen.py: nothing put out, as partner-eval failed: see above", file=sys.stderr)
        return 2
    for record in records:
        sys.stdout.buffer.write(record.encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
