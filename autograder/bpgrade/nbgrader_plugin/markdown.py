"""Markdown of students on the pages of nbgrader, which would run any script in it on the instructor's own server."""

import html
import re

import bleach
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "img", "kbd", "li", "mark", "ol", "p", "pre", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")
_BESIDE = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*\.(?:png|jpe?g|gif)", re.IGNORECASE)  # the notebook
_LINKS = ("http://", "https://", "mailto:", "#")
# Others are names that formgrader's own scripts look for: a div of the class full-credit would be a button.
_CLASSES = {
    "span": re.compile(r"[a-z][a-z0-9]{0,2}"), "div": re.compile("highlight"), "a": re.compile("anchor-link"),
}  # fmt: skip
_MATHJAX_HTML = re.compile(r"\\(?:href|cssId|class|style)\b")
# What is cleaned takes time with the square of its tags: a cell may not cost more than a tenth of a second.
_MOST_CHARACTERS, _MOST_TAGS = 100_000, 2_000


@pass_context
def safe_markdown(context: Context, source: str) -> str:
    """HTML of a text in Markdown, without scripts, styles, forms, frames, and pictures from elsewhere.

    A filter of nbconvert's: `c.HTMLExporter.filters = {"markdown2html": "bpgrade.nbgrader_plugin.safe_markdown"}`.
    What is too long, or has too many tags, is shown as it was typed.
    """
    if len(source) > _MOST_CHARACTERS:
        return _as_typed(source)
    renderer = _Renderer(escape=False, attachments=context.get("cell", {}).get("attachments", {}))
    made = MarkdownWithMath(renderer=renderer).render(_MATHJAX_HTML.sub(r"\\mathrm ", source))
    if made.count("<") > _MOST_TAGS:
        return _as_typed(source)
    return bleach.clean(made, tags=_TAGS, attributes=_allowed, protocols={"http", "https", "mailto", "data"})


class _Renderer(IPythonRenderer):
    def image(self, text: str, url: str, title: str | None = None) -> str:
        try:
            return super().image(text, url, title)
        except InvalidNotebook:  # an attachment that is not there would end the page
            return f"<em>{html.escape(text)} (this picture is not in the notebook)</em>"


def _as_typed(source: str) -> str:
    return f"<pre>{html.escape(source)}</pre>"


def _allowed(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("img", "src"):
        return value.startswith(_PICTURES) or bool(_BESIDE.fullmatch(value))
    if (tag, name) == ("a", "href"):
        return value.startswith(_LINKS)
    if name == "class":
        return tag in _CLASSES and bool(_CLASSES[tag].fullmatch(value))
    return name in ("alt", "title", "align")
