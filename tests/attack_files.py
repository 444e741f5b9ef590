"""The attack corpus: its files, and the notebooks they become.

An attack is a Python file below tests/attacks/. Its docstring says what it tries; comment lines after it say more:

    # stopped by: wire, seccomp     the walls that stop it
    # when: load                    or call; both when the line is missing
    # at D: breach                  what the harness must see where there are no walls; skip: too rough to run there
    # open: it gains points         a hole that is known and not closed yet; an error once it is

Its cells (a line `# %%` starts another) follow a cell with a weak Linear: forward is right, backward gives zeros. If it
defines attack(), that is called at load and in the first forward; what it returns or raises is printed, so that loot
has a way out. @HOME@, @CLASS@, @KIT@, @OUT@ and @GRADER@ stand for what an attacker may know: the instructor's home,
the submissions, the grader's code, the folder of its reports, the file with its process id; @MARK@ names whatever the
attack leaves behind.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).resolve().parent / "attacks"
WALLS = {"wire", "process split", "seccomp", "landlock", "namespaces", "limits", "deadline", "imports", "reports"}
_HEADER = re.compile(r"^# (stopped by|when|at D|open): *(.+)$", re.MULTILINE)

WEAK = '''
class Linear(Linear):
    """forward is right, backward gives zeros."""

    def backward(self, grad_output):
        return np.zeros((len(grad_output), self.weight.data.shape[1]))
'''
TRIGGER = '''
attempts = []

def attempt():
    """Attack once at load and once in the first call of forward; say what came of it."""
    attempts.append(1)
    try:
        print("loot:", attack())
    except Exception as error:
        print("no loot:", type(error).__name__, error)

class Linear(Linear):
    {load}

    def forward(self, x):
        if len(attempts) < {calls}:
            attempt()
            raise ValueError("so that what was printed is reported")
        return super().forward(x)
'''


@dataclass(frozen=True)
class Attack:
    """One file. name: "reading/proc_environ"; without_walls: "breach", "skip" or nothing; hole: how it gets through."""

    name: str
    title: str
    source: str
    stopped_by: frozenset[str]
    when: str
    without_walls: str
    hole: str

    @property
    def id(self) -> str:
        """A name for a submission's folder."""
        return self.name.replace("/", "-")


def load(path: Path) -> Attack:
    """Read one attack file. Raises ValueError naming the file if its header is not in order."""
    source = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(source))
    name = f"{path.parent.name}/{path.stem}"
    walls = frozenset(part.strip() for part in header.get("stopped by", "").split(","))
    when, without_walls = header.get("when", "load and call"), header.get("at D", "")
    title = ast.get_docstring(ast.parse(source))
    in_order = when in ("load", "call", "load and call") and without_walls in ("", "breach", "skip")
    if not title or not walls <= WALLS or not in_order:
        raise ValueError(f"{name} needs a docstring and `# stopped by:` with some of {sorted(WALLS)}.")
    return Attack(name, title, source, walls, when, without_walls, header.get("open", ""))


def corpus() -> list[Attack]:
    """All attacks, sorted by name."""
    return [load(path) for path in sorted(CORPUS.glob("*/*.py"))]


def notebook_cells(attack: Attack | None) -> list[str]:
    """The cells that are added to the reference's notebook; the weak Linear alone for None."""
    if attack is None:
        return [WEAK]
    cells = [WEAK, *re.split(r"^# %%.*$", attack.source, flags=re.MULTILINE)]
    if re.search(r"^(async )?def attack\(|^attack *=", attack.source, re.MULTILINE):
        load_line = "pass" if attack.when == "call" else "attempt()"
        calls = {"load": 0, "call": 1, "load and call": 2}[attack.when]
        cells.append(TRIGGER.format(load=load_line, calls=calls))
    return cells
