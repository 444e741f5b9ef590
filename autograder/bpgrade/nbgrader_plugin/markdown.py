"""Markdown of students on the pages of nbgrader, which would run any script in it on the instructor's own server."""

import bleach
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "img", "kbd", "li", "mark", "ol", "p", "pre", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")
_LINKS = ("http://", "https://", "mailto:", "#")


@pass_context
def safe_markdown(context: Context, source: str) -> str:
    """HTML of a text in Markdown, without scripts, styles, forms, frames, and pictures from elsewhere.

    A filter of nbconvert's: `c.HTMLExporter.filters = {"markdown2html": "bpgrade.nbgrader_plugin.safe_markdown"}`.
    """
    attachments = context.get("cell", {}).get("attachments", {})
    html = MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(source)
    return bleach.clean(html, tags=_TAGS, attributes=_allowed, protocols={"http", "https", "mailto", "data"})


def _allowed(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("img", "src"):
        return value.startswith(_PICTURES)
    if (tag, name) == ("a", "href"):
        return value.startswith(_LINKS)
    if name == "class":
        return tag in ("span", "div", "pre") or (tag, value) == ("a", "anchor-link")
    return name in ("alt", "title", "align")
