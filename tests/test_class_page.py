"""class.html in a real browser: it opens in silence, fetches nothing, and fits a telephone."""

import struct

import pytest

import browser
import made_class
from bpgrade.reports import class_report
from bpgrade.reports.class_figures import ClassFigures

pytestmark = pytest.mark.skipif(
    browser.CHROMIUM is None,
    reason="NO BROWSER: chromium is not installed, so class.html was not looked at (Debian: apt-get install chromium)",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page about a made-up class of forty."""
    figures = ClassFigures()
    for each in made_class.reports(40, seed=1, bonus=True):
        figures.add(each, each.submission_id)
    path = tmp_path_factory.mktemp("graded") / "class.html"
    path.write_text(class_report.render(figures, ["A damaged report."]), encoding="utf-8")
    return path


@pytest.mark.parametrize("opened", [False, True], ids=["folded", "opened"])
@pytest.mark.parametrize("width", [400, 1280])
def test_the_page_fits_and_is_silent(page, width, opened):
    """Protects readers from scrolling sideways, tables out of a keyboard's reach, and names from getting out."""
    found = browser.facts(page, width, opened)

    assert (found["width"], found["needed"]) == (width, width)
    assert len(found["scrollers"]) > 20
    assert [each["name"] for each in found["scrollers"] if not each["reachable"] or each["right"] > width] == []
    assert (found["console"], found["fetched"], found["scripts"]) == ([], [], 0)
    assert set(found["asked"]) <= {"/frame.html", "/class.html", "/favicon.ico"}


def test_a_wide_table_scrolls_by_itself(page):
    """Protects the test above from a page on which nothing is wide."""
    found = browser.facts(page, 400)

    assert "Exercises" in [each["name"] for each in found["scrollers"] if each["needed"] > each["shown"]]


@pytest.mark.parametrize("width", [400, 1280])
def test_it_can_be_looked_at_by_day_and_by_night(page, tmp_path, width):
    """Protects both colour schemes; the pictures are of the size asked for, and differ."""
    pictures = [tmp_path / f"{scheme}.png" for scheme in ("light", "dark")]
    said = [browser.screenshot(page, each, width, 1600, dark=each.stem == "dark") for each in pictures]
    light, dark = (each.read_bytes() for each in pictures)

    assert said == [[], []]
    assert struct.unpack(">II", light[16:24]) == struct.unpack(">II", dark[16:24]) == (width, 1600)
    assert light != dark


def test_a_bad_page_is_found_out(tmp_path):
    """Protects this file from a browser that sees nothing: a wide page, a script, a picture from elsewhere."""
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    bad = tmp_path / "bad.html"
    bad.write_text(
        f'<!DOCTYPE html>{policy}<title>x</title><div style="width: 900px">wide</div>'
        '<img src="https://example.org/x.png"><script>1</script>'
    )
    found = browser.facts(bad, 400)

    assert found["needed"] > 400
    assert found["fetched"] == ["https://example.org/x.png"]
    assert found["scripts"] == 1
    assert len(found["console"]) == 2
    assert all("violates the following Content Security Policy directive" in line for line in found["console"])
