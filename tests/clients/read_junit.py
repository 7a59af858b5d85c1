"""Checks that JUnit reports are valid, and that what they count as failed agrees with the exit code."""

import pathlib
import subprocess
import sys
import tempfile

import junitparser
import xmlschema

PROGRAM = sys.argv[1]
SCHEMA = xmlschema.XMLSchema(sys.argv[2])
FOLDER = pathlib.Path(tempfile.mkdtemp())

broken = FOLDER / "broken.toml"
broken.write_text("[deal]\nname = North\n")
hostile = FOLDER / "hostile.toml"
hostile.write_text("""[deal]
name = "a <b> & \\"c\\" \\u001b ]]>"
relationship = "network"
[organization]
name = "us"
[[candidates]]
name = "<failure/>"
veto = "]]> & so on"
[[candidates]]
name = "x\\ty"
ratings = { trust = 9 }
""")

venture, network = "examples/joint-venture.toml", "examples/network.toml"
calls = [
    ([venture], 0),
    ([venture, network], 0),
    ([venture, "--require", "all"], 1),
    ([venture, network, "--require", "leader", "--fail-under", "99"], 1),
    ([venture, str(broken)], 2),
    ([venture, str(broken), "--require", "all"], 2),
    ([str(hostile), "--require", "leader"], 1),
]
for arguments, expected in calls:
    done = subprocess.run([PROGRAM, "assess", *arguments, "--format", "junit"], capture_output=True)
    assert done.returncode == expected, (arguments, done.returncode, done.stderr.decode())
    SCHEMA.validate(done.stdout.decode())
    report = junitparser.JUnitXml.fromstring(done.stdout)
    suites = list(report) if isinstance(report, junitparser.JUnitXml) else [report]
    cases = [case for suite in suites for case in suite]
    names = [(case.classname, case.name) for case in cases]
    assert len(names) == len(set(names)), (arguments, "two cases share a name")
    kinds = [type(result) for case in cases for result in case.result]
    failures, errors = kinds.count(junitparser.Failure), kinds.count(junitparser.Error)
    assert sum(suite.failures for suite in suites) == failures, arguments
    assert sum(suite.errors for suite in suites) == errors, arguments
    assert sum(suite.tests for suite in suites) == len(cases), arguments
    assert (errors > 0) == (expected == 2), (arguments, errors)
    assert expected == 2 or (failures > 0) == (expected == 1), (arguments, failures)

print(f"junitparser {junitparser.version} and junit-10.xsd: {len(calls)} reports are valid and agree with the exit code")
