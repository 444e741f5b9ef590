"""What the HTML pages share: templates that escape everything, and text that cannot steer its reader."""

from functools import cache
from pathlib import Path

import jinja2

from bpgrade.output import printable


@cache
def template(name: str) -> jinja2.Template:
    """A template of this folder: every value is escaped, an unknown one is an error, `clean` is a filter."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    return environment.get_template(name)


def render(name: str, **values) -> str:
    """The page that a template makes of `values`."""
    html = template(name).render(**values)
    return html.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair has no UTF-8


def clean(text: str) -> str:
    """`text` with its line breaks, without characters that could reorder or hide other text."""
    return "\n".join(printable(line, 2_000) for line in text.split("\n"))
