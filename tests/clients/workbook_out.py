"""Workbooks of the program, before and after a spreadsheet computed them.

workbook_out.py make PROGRAM FOLDER     writes a workbook of every deal with wrong results, and one with changes
workbook_out.py compare FOLDER          compares what the spreadsheet computed with what the program says
"""

import glob
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import zipfile

import openpyxl
import tomli_w

WRONG = "-12345"
SIGNS = {"recommended": "✓ recommended", "conditional": "◐ conditional", "undecided": "○ undecided",
         "not-recommended": "✗ not recommended"}
OUTCOMES = {"pass": "✓ pass", "undecided": "○ undecided", "fail": "✗ fail"}
DIMENSIONS = ["compatibility", "complementarity", "risk_sharing", "cost_sharing", "commitment"]


def calls(program, folder):
    """The name of each deal, its file, and the options with which it is assessed."""
    for path in sorted(glob.glob("examples/*.toml")):
        yield pathlib.Path(path).stem, path, []
    # Panels of named reviewers with weights, and an agreed mark.
    merged = folder / "committee.toml"
    subprocess.run([program, "merge", "examples/committee/deal.toml", "--reviews", "examples/committee/reviews",
                    "--output", merged], check=True)
    yield "committee", str(merged), []
    screened = ["--candidates", "examples/screen/suppliers.csv", "--map", "examples/screen/suppliers-map.toml"]
    yield "suppliers", "examples/screen/suppliers.toml", screened
    for path in sorted(glob.glob("tests/golden/*.toml")):
        if not path.endswith(".gates.toml"):
            house = pathlib.Path(path.replace(".toml", ".gates.toml"))
            yield pathlib.Path(path).stem, path, ["--gates", str(house)] if house.exists() else []


def assess(program, path, options, workbook=None):
    """The report as JSON; the workbook beside it, if one is asked for."""
    write = ["--write", f"xlsx={workbook}"] if workbook else []
    command = [program, "assess", path, "--format", "json", "--draws", "100", *options, *write]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, (command, done.stderr)
    return json.loads(done.stdout)


def spoil(workbook, target):
    """Copies a workbook with wrong results in every formula, so that only computing gives right ones."""
    count = 0
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text, wrong = re.subn(r"(</f>)<v>[^<]*</v>", rf"\1<v>{WRONG}</v>", data.decode())
                data, count = text.encode(), count + wrong
            new.writestr(name, data)
    assert count > 10, (workbook, count)


def places(report):
    """The ids of the criteria in the order of the rows of a candidate."""
    dimensions = report["candidates"][0]["dimensions"]
    return [criterion["id"] for d in DIMENSIONS if dimensions[d] for criterion in dimensions[d]["criteria"]]


def column(sheet, row, title):
    found = [cell.column for cell in sheet[row] if cell.value == title]
    assert found, (sheet.title, title)
    return found[0]


def change_weight(book, deal, report):
    """Half as much again for the first weight that is not 0."""
    sheet = book["Weights"]
    weights = deal.get("weights", {})
    if weights.get("by") == "criteria":
        ids = places(report)
        place = next(i for i, one in enumerate(ids) if isinstance(deal["criteria"][one]["weight"], (int, float)))
        criteria = [row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "Criteria"]
        deal["criteria"][ids[place]]["weight"] *= 1.5
        sheet.cell(criteria[0] + 2 + place, 3).value *= 1.5
        return
    new = dict(report["weights"])
    first = next(d for d in DIMENSIONS if new[d] > 0)
    row = 5 + DIMENSIONS.index(first)
    assert abs(sheet.cell(row, 3).value - new[first]) < 1e-12
    new[first] *= 1.5
    sheet.cell(row, 3).value *= 1.5
    deal["weights"] = new


def change_answer(book, deal, report):
    """Another rating or mark of the first candidate that has one, else all its measures; whether there are any."""
    sheet = book["Criteria"]
    ids = places(report)
    worst, best = deal["deal"].get("rating_scale", [0, 10])
    by_name = {candidate["name"]: candidate for candidate in deal.get("candidates", [])}
    for at, found in enumerate(report["candidates"]):
        stated = by_name.get(found["name"], {})
        criteria = [c for d in DIMENSIONS if found["dimensions"][d] for c in found["dimensions"][d]["criteria"]]
        is_measured = False
        for place, criterion in enumerate(criteria):
            row = 6 + at * len(ids) + place
            rating = stated.get("ratings", {}).get(criterion["id"])
            new = worst + (best - worst) * (0.25 if criterion["score"] > 50 else 0.85)
            weighs = criterion["share"] > 0
            if criterion["source"] == "rated" and rating is not None and weighs:
                if isinstance(rating, (int, float)):
                    stated["ratings"][criterion["id"]] = new
                elif isinstance(rating, dict) and "score" in rating and not {"low", "high", "by"} & set(rating):
                    rating["score"] = new
                elif isinstance(rating, dict) and "by" in rating and "consensus" not in rating:
                    # Not one that is taken for unknown, as the evidence of the panel makes it.
                    named = [n for n, mark in rating["by"].items() if isinstance(mark, (int, float))
                             and isinstance(sheet.cell(row, column(sheet, 5, n)).value, (int, float))]
                    if not named:
                        continue
                    rating["by"][named[0]] = new
                    sheet.cell(row, column(sheet, 5, named[0])).value = new
                    return True
                else:
                    continue
                sheet.cell(row, column(sheet, 5, "Rating")).value = new
                return True
            measure = stated.get("measures", {}).get(criterion["id"])
            if criterion["source"] == "computed" and measure is not None:
                stated["measures"][criterion["id"]] = measure * 0.75
                sheet.cell(row, column(sheet, 5, "Measure")).value = measure * 0.75
                is_measured = True
        if is_measured:
            return True
    return False


def change_minimum(book, deal, report):
    """A minimum that is higher by 7.5, of the score or else of how much is known."""
    sheet = book["Gates"]
    minimums = {gate["id"]: gate["minimum"] for gate in report["candidates"][0]["gates"]}
    gate = "score" if minimums.get("score") else "known"
    if minimums.get(gate) is None:
        return
    new = min(100.0, minimums[gate] + 7.5)
    deal.setdefault("gates", {})[gate] = new
    # The columns of all gates, those of minimums first; how much is known stands last of all.
    titles = [cell.column for cell in sheet[5] if cell.value == "score"]
    columns = titles if gate == "score" else [cell.column for cell in sheet[3] if cell.value == minimums[gate]]
    sheet.cell(3, columns[-1]).value = new


def make(program, folder):
    answered = 0
    for name, path, options in calls(program, folder):
        plain = folder / "plain" / "report.xlsx"
        plain.parent.mkdir(exist_ok=True)
        report = assess(program, path, options, plain)
        spoil(plain, folder / f"{name}.xlsx")
        (folder / f"{name}.json").write_text(json.dumps([report, report]))
        with open(path, "rb") as file:
            deal = tomllib.load(file)
        if "candidates" not in deal:
            continue
        book = openpyxl.load_workbook(plain)
        change_weight(book, deal, report)
        is_answered = change_answer(book, deal, report)
        change_minimum(book, deal, report)
        book.save(folder / f"{name}~changed.xlsx")
        changed = folder / "changed.toml"
        changed.write_text(tomli_w.dumps(deal))
        after = assess(program, str(changed), options)
        (folder / f"{name}~changed.json").write_text(json.dumps([report, after]))
        scores = [{c["name"]: (c["score"], c["verdict"]) for c in one["candidates"]} for one in (report, after)]
        answered += is_answered
        assert scores[0] != scores[1], (name, "the change changes nothing")
    assert answered > 50, answered


class Compared:
    """Counts what was compared."""

    def __init__(self):
        self.numbers = self.words = 0

    def number(self, where, cell, value):
        assert isinstance(cell, (int, float)) and abs(cell - value) < 1e-9, (where, cell, value)
        self.numbers += 1

    def word(self, where, cell, value):
        assert cell == value, (where, cell, value)
        self.words += 1


def compare_one(name, book, before, after, compared):
    cells = (cell for sheet in book for row in sheet for cell in row)
    assert not any(cell.hyperlink for cell in cells), (name, "a link")
    by_name = {candidate["name"]: candidate for candidate in after["candidates"]}
    ids = places(before)
    scores, criteria, gates, summary = (book[sheet] for sheet in ("Scores", "Criteria", "Gates", "Summary"))
    dimensions = [d for d in DIMENSIONS if before["candidates"][0]["dimensions"][d]]
    for at, old in enumerate(before["candidates"]):
        new = by_name[old["name"]]
        where = (name, old["name"])
        row = 5 + at
        for offset, key in enumerate(["rank", "score", "low", "high", "known"]):
            compared.number((*where, key), scores.cell(row, 2 + offset).value, new[key])
        for offset, key in enumerate(["rank", None, "score", "low", "high", "known"]):
            if key:
                compared.number((*where, "summary", key), summary.cell(7 + at, 1 + offset).value, new[key])
        compared.word((*where, "summary verdict"), summary.cell(7 + at, 7).value, SIGNS[new["verdict"]])
        for offset, dimension in enumerate(dimensions):
            found = new["dimensions"][dimension]
            for group, key in enumerate(["score", "low", "high"]):
                cell = scores.cell(row, 7 + group * len(dimensions) + offset).value
                compared.number((*where, dimension, key), cell, found[key])
        found = [c for d in dimensions for c in new["dimensions"][d]["criteria"]]
        assert [criterion["id"] for criterion in found] == ids
        for place, criterion in enumerate(found):
            for offset, key in enumerate(["score", "low", "high", "known"]):
                cell = criteria.cell(6 + at * len(ids) + place, 4 + offset).value
                compared.number((*where, criterion["id"], key), cell, criterion[key])
        compared.word((*where, "verdict"), gates.cell(6 + at, 2).value, SIGNS[new["verdict"]])
        shown = [gates.cell(6 + at, 3 + offset).value for offset in range(gates.max_column)]
        shown = sorted(cell for cell in shown if cell in OUTCOMES.values())
        compared.word((*where, "gates"), shown, sorted(OUTCOMES[gate["outcome"]] for gate in new["gates"]))
        fails = {gate["id"]: gate["outcome"] for gate in new["gates"]}
        if "score" in fails:
            cell = gates.cell(6 + at, column(gates, 5, "score")).value
            compared.word((*where, "gate on the score"), cell, OUTCOMES[fails["score"]])
    leader = after["confidence"]["leader"]
    sentence = summary.cell(3, 1).value
    tied = after["confidence"].get("leaders", [leader])
    compared.word((name, "sentence"), any(sentence.startswith(one + " ") for one in tied), True)


def compare(folder):
    compared = Compared()
    files = sorted(folder.glob("computed/*.xlsx"))
    for path in files:
        before, after = json.loads((folder / f"{path.stem}.json").read_text())
        compare_one(path.stem, openpyxl.load_workbook(path, data_only=True), before, after, compared)
    expected = len(list(folder.glob("*.json")))
    assert len(files) == expected > 50, (len(files), expected)
    print(f"{len(files)} workbooks: {compared.numbers} numbers and {compared.words} verdicts and outcomes "
          "are those of the program")


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], pathlib.Path(sys.argv[3]))
    else:
        compare(pathlib.Path(sys.argv[2]))
