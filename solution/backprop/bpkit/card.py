"""What check() shows: plain text on a terminal, a small HTML card in a notebook."""

import html
from dataclasses import dataclass

from bpkit import error_map, kernel
from bpkit.compare import Finding

PASSED, FAILED, SKIPPED, UNWRITTEN = "passed", "failed", "skipped", "to do"

# Told apart by sign and word first. Blue and orange stay distinct for colour-blind readers. No colour reads well as
# text on white and on black: only the signs are coloured, and words are in the theme's own colour.
_SIGNS = {PASSED: "&#10003;", FAILED: "&#10007;", SKIPPED: "&ndash;", UNWRITTEN: "&hellip;"}
_COLOURS = {PASSED: "#2b83ba", FAILED: error_map.WRONG_COLOUR, SKIPPED: "#888888", UNWRITTEN: "#888888"}

_MORE = "The hidden tests try the rest of what the exercise promises, on other inputs."

_MUTED = "opacity:.75"
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
        advice: what to try next, of a failed property, or "".
        waits_for: the other notebook where the code is missing, of an UNWRITTEN one, or "".
    """

    line: str
    outcome: str
    evidence: str = ""
    finding: Finding | None = None
    advice: str = ""
    waits_for: str = ""

    def lines(self) -> list[str]:
        """The result as text lines."""
        evidence = f" ({self.evidence})" if self.evidence else ""
        picture = [f"  {'' if row else 'map':<8} {line}" for row, line in enumerate(self.picture())]
        details = [*self.details(), *picture]
        return [f"  {self.outcome:<8} {self.line}{evidence}", *(f"           {line}" for line in details)]

    def details(self) -> list[str]:
        """What is wrong, where, how far, and why or, where that is not known, what to try; no lines if nothing is."""
        found = self.finding.lines() if self.finding else []
        return [*found, f"  try      {self.advice}"] if found and self.advice and not self.finding.hint else found

    def picture(self) -> list[str]:
        """Which entries are wrong, as lines of letters; none where that would say nothing."""
        known = self.finding is not None and self.finding.wrong is not None
        return error_map.as_text(self.finding.wrong) if known else []


def show(exercise: str, results: list[Result], notes: list[str] = ()) -> None:
    """Show the card, and notes below it: as HTML if this runs in a notebook's kernel, else printed."""
    if kernel.shell() is None:
        print(text(exercise, results), *(f"  note     {note}" for note in notes), sep="\n")
        return
    from IPython.display import HTML, display

    display(HTML(as_html(exercise, results, notes)))


def text(exercise: str, results: list[Result]) -> str:
    """The card as lines of plain ASCII text."""
    lines = [headline(exercise, results)]
    for result in results:
        lines += result.lines()
    if all_passed(results):
        lines.append(f"  {_MORE}")
    return "\n".join(lines)


def headline(exercise: str, results: list[Result]) -> str:
    """One line: the exercise and how many of its checks passed."""
    if any(result.outcome == UNWRITTEN for result in results):
        waits_for = results[0].waits_for
        return f"{exercise}: waits for {waits_for}" if waits_for else f"{exercise}: not written yet"
    passed = sum(result.outcome == PASSED for result in results)
    return f"{exercise}: {passed} of {len(results)} checks passed"


def all_passed(results: list[Result]) -> bool:
    """Whether every property holds."""
    return all(result.outcome == PASSED for result in results)


def as_html(exercise: str, results: list[Result], notes: list[str] = ()) -> str:
    """The card as HTML; every text in it is escaped, and colours come from the notebook's theme."""
    rows = "".join(_html_row(result) for result in results)
    if all_passed(results):
        rows += f'<div style="{_MUTED}">{_MORE}</div>'
    rows += "".join(f"<div>&#9888; {html.escape(note)}</div>" for note in notes)
    title = html.escape(headline(exercise, results))
    return f'<div style="{_CARD}"><strong>{title}</strong>{rows}</div>'


def _html_row(result):
    sign = f'<span style="color:{_COLOURS[result.outcome]}">{_SIGNS[result.outcome]}</span>'
    verdict = f"<strong>{sign} {result.outcome}</strong>"
    evidence = f' <span style="{_MUTED}">({html.escape(result.evidence)})</span>' if result.evidence else ""
    detail = ""
    if result.finding:
        detail = f'<pre style="{_DETAIL}">{html.escape(chr(10).join(result.details()))}</pre>'
        if result.finding.wrong is not None:
            detail += error_map.as_svg(result.finding.wrong)
    return f"<div>{verdict} &nbsp;{html.escape(result.line)}{evidence}{detail}</div>"
