"""Students' Markdown on the pages of nbgrader: shown as it was meant, and unable to run anything."""

import jinja2
import pytest

from bpgrade.nbgrader_plugin import safe_markdown


def html(source, **cell):
    """What a template makes of a text in Markdown."""
    environment = jinja2.Environment()
    environment.filters["markdown2html"] = safe_markdown
    return environment.from_string("{{ source | markdown2html }}").render(source=source, cell=cell)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>)",
        '<a href=" java\nscript:alert(1)">x</a>',
        "<svg onload=alert(1)>",
        "<style>* { display: none }</style>",
        '<div style="position: fixed">',
        "<form action=x><input name=q></form>",
        "<iframe src=x>",
        '<iframe srcdoc="<script>alert(1)</script>">',
        "![p](https://elsewhere/x.png)",
        "![p](data:image/svg+xml,<svg/onload=alert(1)>)",
        "<details open ontoggle=alert(1)>x</details>",
        '[x]\n\n[x]: javascript:alert(1) "t"',
        "$<img src=x onerror=alert(1)>$",
        "<math><mtext></table><img src onerror=alert(1)>",
    ],
)
def test_nothing_in_it_can_run(source):
    """Protects the instructor, on whose server and with whose rights a script in formgrader would run."""
    tags = [part.partition(">")[0] for part in html(source).split("<")[1:]]

    for tag in tags:
        assert tag.split()[0].strip("/") in {"p", "a", "img", "div", "details", "table"}
        for word in (" on", "style", "javascript", "data:text", "svg", "elsewhere", "srcdoc"):
            assert word not in tag.lower()


def test_what_notebooks_are_made_of_stays():
    """Protects formulas, code, tables, folded answers and pasted pictures from the cleaning."""
    assert html("if $a<b$ then $$x<y>z$$") == "<p>if $a&lt;b$ then $$x&lt;y&gt;z$$</p>\n"  # MathJax reads the text
    assert html("**bold** and `x<y`") == "<p><strong>bold</strong> and <code>x&lt;y</code></p>\n"
    assert "<details><summary>Answer</summary>" in html("<details><summary>Answer</summary>\n\n1\n\n</details>")
    assert "<td>1</td>" in html("| a |\n|--|\n| 1 |")
    assert '<span class="k">if</span>' in html("```python\nif a: pass\n```")
    assert 'href="https://example.org"' in html("[y](https://example.org)")
    picture = html("![curve](attachment:a.png)", attachments={"a.png": {"image/png": "QUJD"}})
    assert picture == '<p><img src="data:image/png;base64,QUJD" alt="curve"></p>\n'


@pytest.mark.parametrize("name", ["full-credit", "comment", "mark-graded", "k full-credit"])
def test_it_cannot_pose_as_a_part_of_formgrader(name):
    """Protects points: formgrader's scripts give full credit when somebody clicks on whatever has that class."""
    for tag in ("div", "span", "pre", "a"):
        assert "class" not in html(f'x <{tag} class="{name}">y</{tag}>')


def test_a_link_within_a_formula_is_none():
    """Protects from the one way to a page of a student's that is no Markdown: MathJax's own links."""
    assert "\\href" not in html("$\\href{http:evil.html}{plot}$")
    assert "\\frac{a}{b}" in html("$\\frac{a}{b}$")


def test_a_picture_that_is_not_there_does_not_end_the_page():
    """Protects the other cells: nbconvert gives up where an attachment is missing, as it is in copied text."""
    assert html("see ![a <b>](attachment:a.png)") == (
        "<p>see <em>a &lt;b&gt; (this picture is not in the notebook)</em></p>\n"
    )
    assert html("![p](curves/loss.png)") == '<p><img src="curves/loss.png" alt="p"></p>\n'
    assert html("![p](../../x.png)") == '<p><img alt="p"></p>\n'


@pytest.mark.parametrize("source", ["<ul><li>" * 3_000, "|a|b|\n|-|-|\n" + "|1|2|\n" * 1_000, "x" * 200_000])
def test_what_would_take_minutes_is_shown_as_it_was_typed(source):
    """Protects the class from one student's text: cleaning takes time with the square of the tags."""
    assert html(source).startswith("<pre>")
