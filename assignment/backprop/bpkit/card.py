"""What check() shows: plain text on a terminal, a small HTML card in a notebook."""

import html
import sys
from dataclasses import dataclass

from bpkit.compare import Finding

PASSED, FAILED, SKIPPED, UNWRITTEN = "passed", "failed", "skipped", "to do"

# Told apart by sign and word first. Blue and orange stay distinct for colour-blind readers, light or dark.
_SIGNS = {PASSED: "&#10003;", FAILED: "&#10007;", SKIPPED: "&ndash;", UNWRITTEN: "&hellip;"}
_COLOURS = {PASSED: "#2b83ba", FAILED: "#d95f02", SKIPPED: "#888888", UNWRITTEN: "#888888"}

_CARD = "border:1px solid #8888;border-radius:6px;padding:.5em .8em;max-width:70em;line-height:1.4"
# JupyterLab breaks the lines of <pre> in mid-word; long lines shall wrap at spaces.
_DETAIL = "margin:.2em 0 .4em 1.5em;white-space:pre-wrap;word-break:normal;color:inherit;background:none"


@dataclass(frozen=True)
class Result:
    """One property of an exercise, judged.

    Attributes:
        line: the property, as a sentence for the student.
        outcome: PASSED, FAILED, SKIPPED or UNWRITTEN.
        evidence: how well a passed property holds, or "".
        finding: what is wrong, of a failed property.
    """

    line: str
    outcome: str
    evidence: str = ""
    finding: Finding | None = None

    def lines(self) -> list[str]:
        """The result as text lines."""
        evidence = f" ({self.evidence})" if self.evidence else ""
        details = self.finding.lines() if self.finding else []
        return [f"  {self.outcome:<8} {self.line}{evidence}", *(f"           {line}" for line in details)]


def show(exercise: str, results: list[Result]) -> None:
    """Show the card: as HTML if this runs in a notebook kernel, else printed."""
    if not _in_kernel():
        print(text(exercise, results))
        return
    from IPython.display import HTML, display

    display(HTML(as_html(exercise, results)))


def text(exercise: str, results: list[Result]) -> str:
    """The card as lines of plain ASCII text."""
    lines = [headline(exercise, results)]
    for result in results:
        lines += result.lines()
    return "\n".join(lines)


def headline(exercise: str, results: list[Result]) -> str:
    """One line: the exercise and how many of its checks passed."""
    if any(result.outcome == UNWRITTEN for result in results):
        return f"{exercise}: not written yet"
    passed = sum(result.outcome == PASSED for result in results)
    return f"{exercise}: {passed} of {len(results)} checks passed"


def as_html(exercise: str, results: list[Result]) -> str:
    """The card as HTML; every text in it is escaped, and colours come from the notebook's theme."""
    rows = "".join(_html_row(result) for result in results)
    title = html.escape(headline(exercise, results))
    return f'<div style="{_CARD}"><strong>{title}</strong>{rows}</div>'


def _html_row(result):
    style = f"color:{_COLOURS[result.outcome]};font-weight:bold"
    verdict = f'<span style="{style}">{_SIGNS[result.outcome]} {result.outcome}</span>'
    evidence = f' <span style="opacity:.7">({html.escape(result.evidence)})</span>' if result.evidence else ""
    detail = ""
    if result.finding:
        detail = f'<pre style="{_DETAIL}">{html.escape(chr(10).join(result.finding.lines()))}</pre>'
    return f"<div>{verdict} &nbsp;{html.escape(result.line)}{evidence}{detail}</div>"


def _in_kernel():
    """IPython is asked only where it is loaded already: nobody else pays for its import."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return hasattr(shell, "kernel")
