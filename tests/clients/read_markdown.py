"""Renders Markdown reports as GitHub does, and checks that names stay text and that everything fits a comment."""

import html.parser
import json
import pathlib
import subprocess
import sys
import tempfile
from importlib.metadata import version

import cmarkgfm

PROGRAM = sys.argv[1]
FOLDER = pathlib.Path(tempfile.mkdtemp())
ALLOWED = {"h1", "h2", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "strong", "em", "code",
           "pre", "details", "summary", "b", "br", "hr"}
LONGEST = 65536


class Page(html.parser.HTMLParser):
    """What a page shows, and the elements that it is made of."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found, self.text = [], set(), ""
        self.feed(text)
        assert not self.open, ("left open", self.open)

    def handle_starttag(self, tag, attributes):
        assert tag in ALLOWED and {name for name, _ in attributes} <= {"align", "open"}, (tag, attributes)
        self.found.add(tag)
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data


NAMES = ["<script>alert(1)</script>", "a | b", "[x](https://example.org)", "@everyone #1", "*b* _i_ `c` ~~s~~",
         "![i](https://example.org/i.png)", "</details>", "https://example.org", "a\\", "&amp;", "1. one", "$x$"]
hostile = FOLDER / "hostile.toml"
hostile.write_text('[deal]\nname = "<b>deal</b>"\nrelationship = "network"\n[organization]\nname = "us"\n' + "".join(
    f"[[candidates]]\nname = {json.dumps(name)}\nveto = {json.dumps(name)}\n" for name in NAMES))
many = FOLDER / "many.toml"
many.write_text('[deal]\nname = "many"\nrelationship = "network"\n[organization]\nname = "us"\n' + "".join(
    f'[[candidates]]\nname = "Candidate {at}"\nratings = {{ trust = [{at % 10}, 5] }}\n' for at in range(300)))

calls = [[str(hostile)], [str(many)], [str(many), str(hostile), "examples/joint-venture.toml"],
         ["examples/joint-venture.toml"], ["examples/fifa-2026.toml"]]
for arguments in calls:
    done = subprocess.run([PROGRAM, "assess", *arguments, "--format", "markdown"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) <= LONGEST, (arguments, len(done.stdout))
    page = Page(cmarkgfm.github_flavored_markdown_to_html(done.stdout, options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))
    assert "table" in page.found, arguments
    if arguments == [str(hostile)]:
        # A blank of no width keeps GitHub from calling people and linking numbers.
        text = page.text.replace("\u200b", "")
        for name in NAMES:
            assert name in text, name

print(f"cmark-gfm {version('cmarkgfm')}: {len(calls)} reports show names as they are and fit a comment")
