"""Makes the golden files anew: random deals of `random_deals.py`, and what the oracle says of each.

    python3 tests/golden/make.py [--count 48] [--from 40]

Deals are chosen one after the other from many, each for what it shows that those before it do not: a gate with an
outcome, a flag, a criterion from a source, a form of weights, a claim. Beside NAME.toml stand NAME.json, with the
options and what is expected, and NAME.gates.toml where a house sets gates. Numbers are rounded to 12 decimals.
"""

import argparse
import json
import re
from itertools import combinations
from pathlib import Path

from compare import LEFT_OUT, vetoed_names
from oracle import evaluate
from random_deals import batch

FOLDER = Path(__file__).parent
BATCH = 20


def features(result):
    """What a result shows."""
    found = set()
    found.add(("form", result["weighting"]["form"], str(result["weighting"]["vary"])))
    found.add(("aggregation", result["aggregation"]))
    found |= {("not applicable", n["id"] if isinstance(n, dict) else n) for n in result["not_applicable"]}
    if result["house"]:
        found |= {("house", "gate")} | {("house", "not applicable") for _ in result["house"]["not_applicable"]}
    confidence = result["confidence"]
    found |= {("holds", k, v) for k, v in confidence["holds"].items()}
    found |= {("change", (confidence["nearest_change"] or {}).get("of")), ("reviewers", confidence["reviewers"] is None)}
    found |= {("withdrawal", bool(confidence["withdrawal"])), ("out", bool(confidence["ahead_but_out"]))}
    for row in result["candidates"] + result.get("sets", []):
        size = len(row.get("members", "1"))
        found.add(("verdict", row["verdict"], size > 1))
        found |= {("flag", f if isinstance(f, str) else f["id"], size > 1) for f in row["flags"]}
        found |= {("gate", g["id"], g["outcome"], g["from"]) for g in row["gates"]}
        for dimension in row["dimensions"].values():
            for c in (dimension or {}).get("criteria", []):
                found.add(("criterion", c["id"], c.get("source"), size > 1, 0 < c["known"] < 1))
        cost = (row.get("terms") or {}).get("cost_share") or {}
        found |= {("zone", cost.get("zone_of"), (cost.get("zone") or {}).get("empty"))}
        for division in ("equal_gain", "by_benefit"):
            found |= {("raises", division, r) for r in (cost.get(division) or {}).get("raises", [])}
        found |= {("blocked", b["division"]) for b in row.get("blocked_by", [])}
    return found


def rounded(value):
    if isinstance(value, float):
        return round(value, 12)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return value


def candidates(count):
    """(name, text, options, result) of random deals, with one or two sets each."""
    for number in range(count):
        opts, texts = batch(900_000 + number, BATCH)
        for place, text in enumerate(texts):
            names = re.findall(r'^\[\[candidates\]\]\nname = (".*")$', text, re.M)
            names = sorted(set(map(json.loads, names)) - vetoed_names(text))
            sets = [list(s) for size in (2, 3) for s in combinations(names, size)][:2]
            result = evaluate(text, sets=sets, **opts)
            yield f"{result['deal']['relationship']}-{number:02d}{place:02d}", text, opts, result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=48)
    parser.add_argument("--from", dest="batches", type=int, default=40, help="so many batches of 20")
    args = parser.parse_args()
    pool = [(name, text, opts, result, features(result)) for name, text, opts, result in candidates(args.batches)]
    chosen, shown = [], set()
    while len(chosen) < args.count:
        best = max(pool, key=lambda row: (len(row[4] - shown) / (1 + len(row[1]) / 8000), row[0]))
        pool.remove(best)
        shown |= best[4]
        chosen.append(best)
    for old in [*FOLDER.glob("*.toml"), *FOLDER.glob("*.json")]:
        old.unlink()
    for name, text, opts, result, _ in chosen:
        (FOLDER / f"{name}.toml").write_text(text, encoding="utf-8")
        opts = dict(opts)
        house = opts.pop("house", None)
        if house is not None:
            (FOLDER / f"{name}.gates.toml").write_text(house, encoding="utf-8")
        sets = result.pop("sets", [])
        expected = {k: v for k, v in result.items() if k not in LEFT_OUT}
        document = rounded({"options": {**opts, "house": house is not None}, "expected": expected, "sets": sets})
        (FOLDER / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False, indent=None) + "\n", encoding="utf-8")
    print(f"{len(chosen)} deals show {len(shown)} things of {len(shown | set().union(*(r[4] for r in pool)))}")


if __name__ == "__main__":
    main()
