"""Presses Tab in shells at a terminal, and compares the arguments with which the completed lines run."""

import os
import pathlib
import pty
import select
import sys
import tempfile
import time

ROOT, PROGRAMS = sys.argv[1:]
LIBRARIES = next(pathlib.Path(ROOT, "usr/lib").glob("*-linux-gnu"))
MODULES = next(LIBRARIES.glob("zsh/*"))
ACME = 'Acme & Søn: "Nord" (1; $x)'
DEAL = f"""
deal.name = 'names'
deal.relationship = 'network'
organization.name = 'us'
[[candidates]]
name = '{ACME}'
[[candidates]]
name = "O'Neil Pumps"
[[candidates]]
name = 'A/S Vest=Ost'
[[candidates]]
name = 'plain'
"""

# Keys, and the arguments that the program is given.
LINES = [
    ("asse\t--form\tmarkd\t", ["assess", "--format", "markdown"]),
    ("assess --format=mark\t", ["assess", "--format=markdown"]),
    ("check my\t", ["check", "my deal.toml"]),
    ("compose my\t --verd\tund\t", ["compose", "my deal.toml", "--verdict", "undecided"]),
    ("diff my\t report\t", ["diff", "my deal.toml", "report.json"]),
    ("explain savi\t", ["explain", "savings"]),
    ("explain my\t Ac\t", ["explain", "my deal.toml", ACME]),
    ("explain my\t O\t", ["explain", "my deal.toml", "O'Neil Pumps"]),
    ("explain my\t plain --against A/\t", ["explain", "my deal.toml", "plain", "--against", "A/S Vest=Ost"]),
    ("assess my\t --candidate Ac\t", ["assess", "my deal.toml", "--candidate", ACME]),
    ("assess my\t --candidate=pl\t", ["assess", "my deal.toml", "--candidate=plain"]),
    ("assess my\t --require lea\t", ["assess", "my deal.toml", "--require", "leader"]),
    ("assess my\t --candidates rows\t", ["assess", "my deal.toml", "--candidates", "rows.csv"]),
    ("assess my\t --write jun\trep\t", ["assess", "my deal.toml", "--write", "junit=report.json"]),
    ("assess my\t --candidates=rows\t", ["assess", "my deal.toml", "--candidates=rows.csv"]),
    ("assess my\t --write=jun\trep\t", ["assess", "my deal.toml", "--write=junit=report.json"]),
    ("init --relationship joint\t", ["init", "--relationship", "joint-venture"]),
    ("screen my\t --candidates rows\t", ["screen", "my deal.toml", "--candidates", "rows.csv"]),
    ("completions fi\t", ["completions", "fish"]),
]

BASH = """bind 'set bell-style none' 'set enable-bracketed-paste off'
source <(command partner-eval completions bash)
partner-eval() { printf '<%s>' "$@"; echo; }
"""
ZSH = f"""module_path=({MODULES} $module_path)
fpath=({ROOT}/usr/share/zsh/functions/**/*(/N) {ROOT}/usr/share/zsh/functions)
autoload -Uz compinit && compinit -u -D; unsetopt zle_bracketed_paste beep; PROMPT='$ '; PROMPT_EOL_MARK=
source <(command partner-eval completions zsh)
partner-eval() {{ printf '<%s>' "$@"; echo }}
"""
FISH = f"""set -p fish_function_path {ROOT}/usr/share/fish/functions; set -g fish_greeting; set -g fish_autosuggestion_enabled 0
command partner-eval completions fish | source
function partner-eval; printf '<%s>' $argv; echo; end
function fish_prompt; echo '$ '; end
"""


class Shell:
    """A shell at a terminal."""

    def __init__(self, name, command, setup, folder):
        self.name = name
        environment = {
            "PATH": f"{PROGRAMS}:{ROOT}/usr/bin:/usr/bin:/bin",
            "LD_LIBRARY_PATH": str(LIBRARIES),
            "HOME": folder, "ZDOTDIR": folder, "INPUTRC": "/dev/null", "LC_ALL": "C.UTF-8", "TERM": "xterm",
            "XDG_DATA_DIRS": f"{ROOT}/usr/share", "PS1": "$ ",
        }
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execve(command[0], command, environment)
        self.read("")
        for line in setup.splitlines():
            self.runs(line)

    def read(self, wanted, patience=30):
        """What is shown until a text is; without one, until nothing is for a while."""
        shown, end = "", time.time() + patience
        while time.time() < end:
            ready, _, _ = select.select([self.terminal], [], [], 1.0)
            if not ready and not wanted:
                return shown
            if ready:
                shown += os.read(self.terminal, 65536).decode(errors="replace")
            if wanted and wanted in shown:
                return shown
        raise AssertionError(f"{self.name}: no {wanted!r} in {shown!r}")

    def runs(self, keys):
        """What the keys of a line lead to. A key is pressed when the one before did its work."""
        for part in keys.split("\t")[:-1]:
            os.write(self.terminal, (part + "\t").encode())
            self.read("")
        rest = keys.split("\t")[-1]
        os.write(self.terminal, (rest + "\r").encode())
        shown = self.read("")
        os.write(self.terminal, b"echo do''ne\r")
        return shown + self.read("done\r\n")


def words(shown):
    lines = [line.rstrip() for line in shown.replace("\r", "\n").split("\n")]
    found = [line[line.index("<"):] for line in lines if line.endswith(">") and "<" in line]
    return found[-1] if found else None


with tempfile.TemporaryDirectory() as folder:
    for name, text in [("my deal.toml", DEAL), ("rows.csv", "name\n"), ("report.json", "{}")]:
        pathlib.Path(folder, name).write_text(text)
    shells = [
        ("bash", ["/bin/bash", "--norc", "--noprofile", "-i"], BASH),
        ("zsh", [f"{ROOT}/bin/zsh", "-f", "-i"], ZSH),
        ("fish", [f"{ROOT}/usr/bin/fish", "-i"], FISH),
    ]
    wrong = 0
    for name, command, setup in shells:
        shell = Shell(name, command, setup, folder)
        for keys, arguments in LINES:
            expected = "".join(f"<{argument}>" for argument in arguments)
            shown = shell.runs("partner-eval " + keys)
            if words(shown) != expected:
                wrong += 1
                print(f"{name}: {keys!r} runs {words(shown)}, not {expected}\n{shown!r}")
        print(f"{name}: {len(LINES)} lines completed")
    sys.exit(wrong > 0)
