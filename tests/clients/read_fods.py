"""Checks that every number of a report is a number in the spreadsheet, and the same one."""

import json
import pathlib
import sys
import xml.etree.ElementTree as xml

from reports import NUMBERS

FOLDER = pathlib.Path(sys.argv[1])
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def rows(name):
    for row in xml.parse(FOLDER / name).iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.iter(f"{TABLE}table-cell"):
            repeated = int(cell.get(f"{TABLE}number-columns-repeated", 1))
            number = cell.get(f"{OFFICE}value")
            text = "".join(cell.itertext()).strip()
            cells += [text if number is None else float(number)] * min(repeated, 100)
        yield cells


def records(name):
    header, *body = (cells for cells in rows(name) if any(cells))
    return [dict(zip(header, cells)) for cells in body]


found = json.loads((FOLDER / "report.json").read_text())["candidates"]
read = records("report.fods")
assert len(read) == len(found)
for record, rounded, candidate in zip(read, records("rounded.fods"), found):
    assert record["candidate"] == candidate["name"]
    for column in NUMBERS:
        if candidate[column] is None:
            assert record[column] == "", (column, record[column])
            continue
        # The file has fifteen digits of a number.
        assert abs(record[column] - candidate[column]) <= 1e-12 * abs(candidate[column]), (column, record[column])
        assert abs(rounded[column] - candidate[column]) <= 0.05 + 1e-9, (column, rounded[column])
long = records("long.fods")
for candidate in found:
    points = [row["points"] for row in long if row["candidate"] == candidate["name"]]
    assert abs(sum(points) - candidate["score"]) < 1e-9, candidate["name"]

print(f"LibreOffice, German: {len(read)} candidates and {len(long)} criteria as they are")
