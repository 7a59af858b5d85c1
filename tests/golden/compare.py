"""Compares a built program with the oracle on random deals.

    python3 tests/golden/compare.py BINARY [--count N] [--seed S] [--show K] [--keep FOLDER]

Numbers agree to 1e-9 (relative above 1), words exactly. The first differences are printed with the
path of their deal, then a count of differences by key: a key that differs everywhere is a reading of
the text, a key that differs rarely is a fault. Exit code 1 on any difference.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path

from oracle import evaluate
from random_deals import arguments, batch

BATCH = 20
TOLERANCE = 1e-9
# Lists that are matched by a key of their entries, in any order.
MATCHED_BY = {
    "candidates": "name", "criteria": "id", "gates": "id", "next_evidence": "criterion", "open": "criterion",
    "reviewers": "name", "withdrawal": "candidate", "ahead_but_out": "name", "marks": "reviewer",
    "compatibility": "id", "complementarity": "id", "risk_sharing": "id", "cost_sharing": "id", "commitment": "id",
    "without": "member", "weights": "id",
}
# Lists whose order says nothing.
UNORDERED = {"flags", "raises", "needs", "not_applicable", "objectives", "leaders", "leads", "leads_without", "left_out"}
DIVISIONS = {"equal_gain", "by_benefit", "least_premium"}


class Differences:
    def __init__(self, show):
        self.show = show
        self.total = 0
        self.by_key = Counter()

    def add(self, deal, path, expected, found):
        self.total += 1
        self.by_key[re.sub(r"<[^>]*>", "<>", path)] += 1
        if self.total <= self.show:
            print(f"{deal}\n  {path}\n    oracle  {expected!r}\n    program {found!r}")


def plain(entry):
    """An entry of a list of ids: the id, whatever stands beside it."""
    return entry.get("id", entry.get("name")) if isinstance(entry, dict) else entry


def compare(d, deal, path, key, expected, found):
    if isinstance(expected, bool) or isinstance(found, bool) or expected is None or isinstance(expected, str):
        if expected != found:
            d.add(deal, path, expected, found)
    elif isinstance(expected, (int, float)):
        if not isinstance(found, (int, float)) or abs(expected - found) > TOLERANCE * max(1.0, abs(expected)):
            d.add(deal, path, expected, found)
    elif isinstance(expected, dict):
        if not isinstance(found, dict):
            d.add(deal, path, expected, found)
            return
        for k, e in expected.items():
            if k not in found:
                d.add(deal, f"{path}.{k}", e, "(no such key)")
            else:
                compare(d, deal, f"{path}.{k}", k, e, found[k])
    elif key in UNORDERED:
        e, f = sorted(map(plain, expected)), sorted(set(map(plain, found or [])))
        if sorted(set(e)) != f:
            d.add(deal, path, e, f)
    elif key == "order":
        e = [sorted(t) for t in expected]
        f = [sorted(t) for t in found or []]
        if e != f:
            d.add(deal, path, e, f)
    elif key in MATCHED_BY and found is not None and named(expected, key) and named(found, key):
        by = MATCHED_BY[key]
        theirs = {entry[by]: entry for entry in found}
        for entry in expected:
            name = entry[by]
            other = theirs.pop(name, None)
            if other is None and not (key == "gates" and entry.get("outcome") == "pass" and entry["minimum"] is None):
                d.add(deal, f"{path}<{name}>", entry, "(missing)")
            elif other is not None:
                compare(d, deal, f"{path}<{name}>", by, entry, other)
        for name, entry in theirs.items():
            if not (key == "gates" and entry.get("outcome") == "pass" and entry.get("minimum") is None):
                d.add(deal, f"{path}<{name}>", "(missing)", entry)
    else:
        if not isinstance(found, list) or len(found) != len(expected):
            d.add(deal, path, expected, found)
            return
        for i, (e, f) in enumerate(zip(expected, found)):
            compare(d, deal, f"{path}<{i}>", key, e, f)


def named(entries, key):
    by = MATCHED_BY[key]
    return all(isinstance(e, dict) and e.get(by) is not None for e in entries)


def fit_shape(found):
    """The program's document, with what the contract leaves open put as the oracle has it."""
    for c in found.get("candidates", []):
        terms = c.get("terms") or {}
        for where in [terms.get("cost_share") or {}, *(terms.get("risk_shares") or {}).values()]:
            for k in DIVISIONS & set(where):
                v = where[k]
                if isinstance(v, dict) and "share" not in v:
                    numbers = [x for x in v.values() if isinstance(x, (int, float)) and not isinstance(x, bool)]
                    v["share"] = numbers[0] if numbers else None
        if "money" not in terms and "money" in c:
            terms["money"] = c["money"]
        organization = terms.get("organization") or (terms.get("money") or {}).get("organization")
        if organization is not None and "money" not in organization:
            terms["organization"] = {"money": organization}
    return found


# What the oracle says, and the program prints otherwise or not at all.
LEFT_OUT = {"schema", "model_version", "sets"}


def check_assessments(d, binary, folder, opts, deals, house_path):
    paths = []
    for name, text in deals:
        path = folder / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    command = [binary, "assess", "--format", "json", "--draws", "0", *arguments(opts, house_path), *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True)
    try:
        documents = json.loads(run.stdout)
    except json.JSONDecodeError:
        for path in paths:
            d.add(path, "(document)", "JSON", f"exit code {run.returncode}: {run.stderr[:300]}")
        return
    if isinstance(documents, dict):
        documents = [documents]
    for path, (_, text), found in zip(paths, deals, documents):
        if "problems" in found:
            d.add(path, "(valid)", "no problems", [p.get("message") for p in found["problems"]][:2])
            continue
        expected = {k: v for k, v in evaluate(text, **opts).items() if k not in LEFT_OUT}
        compare(d, path, "", None, expected, fit_shape(found))


def check_sets(d, binary, folder, opts, deals, house_path, rng):
    """`compose` prints the best sets; each is evaluated by the oracle. None that the oracle makes may be better."""
    for name, text in deals:
        path = folder / f"{name}.toml"
        candidates = re.findall(r'^\[\[candidates\]\]\nname = (".*")$', text, re.M)
        names = [json.loads(c) for c in candidates]
        size = rng.choice([2, 3])
        if len(set(names) - vetoed_names(text)) < size or "[compose]" in text:
            continue
        command = [binary, "compose", "--format", "json", "--size", str(size), "--top", "4",
                   *arguments(opts, house_path), str(path)]
        run = subprocess.run(command, capture_output=True, text=True)
        try:
            found = json.loads(run.stdout)
        except json.JSONDecodeError:
            d.add(path, "(composition)", "JSON", f"exit code {run.returncode}: {run.stderr[:300]}")
            continue
        every = [list(c) for c in combinations(sorted(names), size)]
        expected = {tuple(s["members"]): s for s in evaluate(text, sets=every, **opts)["sets"]}
        for row in found["sets"]:
            key = tuple(sorted(row["members"]))
            compare(d, path, f"sets<{'+'.join(key)}>", None, {**expected[key], "members": row["members"]}, row)
        # Those who are vetoed never take part.
        vetoed = vetoed_names(text)
        best = max((s["score"] for k, s in expected.items() if not vetoed & set(k)), default=0.0)
        if found["sets"] and abs(found["sets"][0]["score"] - best) > 1e-7:
            d.add(path, "sets<best>.score", best, found["sets"][0]["score"])


def vetoed_names(text):
    candidates = text.split("[[candidates]]")[1:]
    return {json.loads(re.search(r'^name = (".*")$', c, re.M).group(1)) for c in candidates if re.search("^veto = ", c, re.M)}


def takes_options(binary):
    """Whether `compose` reads evidence and gates as `assess` does."""
    run = subprocess.run([binary, "compose", "--help"], capture_output=True, text=True)
    return all(option in run.stdout for option in ("--as-of", "--min-grade", "--require-evidence", "--gates"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10, help="how many differences to print")
    parser.add_argument("--keep", help="a folder for the deals (default: a temporary one, kept on differences)")
    args = parser.parse_args()
    folder = Path(args.keep) if args.keep else Path(tempfile.mkdtemp(prefix="oracle-"))
    folder.mkdir(parents=True, exist_ok=True)
    d, done, batch_seed = Differences(args.show), 0, args.seed * 100_000
    compose_options = takes_options(args.binary)
    while done < args.count:
        size = min(BATCH, args.count - done)
        opts, texts = batch(batch_seed, size)
        house_path = folder / f"house-{batch_seed}.toml"
        if "house" in opts:
            house_path.write_text(opts["house"], encoding="utf-8")
        deals = [(f"{batch_seed}-{i:02d}", text) for i, text in enumerate(texts)]
        check_assessments(d, args.binary, folder, opts, deals, house_path)
        plain_options = not set(opts) - {"fail_under"}
        if compose_options or plain_options:
            opts = {k: v for k, v in opts.items() if k != "fail_under"}
            check_sets(d, args.binary, folder, opts, deals[: size // 4 + 1], house_path, random.Random(batch_seed))
        done += size
        batch_seed += 1
    for key, n in d.by_key.most_common(40):
        print(f"{n:7}  {key}")
    print(f"{done} deals, {d.total} differences" + (f"; deals in {folder}" if d.total else ""))
    if not d.total and not args.keep:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    sys.exit(1 if d.total else 0)


if __name__ == "__main__":
    main()
