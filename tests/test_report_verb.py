"""`bpgrade report`: the page is where it should be, its links lead to the students, every bad input has a sentence."""

import os
import subprocess
import sys
from urllib.parse import unquote

import pytest

import made_class
from bpgrade.cli import main
from graded_class import report, save
from html_page import Page


def run(*arguments):
    """Exit status of `bpgrade report` with these arguments."""
    return main(["report", *map(str, arguments)])


def test_the_verb_writes_a_page_whose_links_lead_to_the_students(tmp_path, capsys):
    """Protects the way from the page to feedback.html, wherever the page is and whatever the folders are called."""
    odd = "50% #1 a:b?"
    folder = tmp_path / "graded %25 #class"
    (folder / odd).mkdir(parents=True)
    report("s001").save(folder / odd / "report.json")
    (folder / odd / "feedback.html").touch()
    (tmp_path / "else" / "where").mkdir(parents=True)
    out = tmp_path / "else" / "where" / "page.html"

    assert (run(folder), run(folder, "--out", out)) == (0, 0)
    assert capsys.readouterr().out.splitlines() == [
        f"class report of 1 submission, for staff only: {folder / 'class.html'}",
        f"class report of 1 submission, for staff only: {out}",
    ]
    for written in (folder / "class.html", out):
        links = {link for link in Page(written.read_text(encoding="utf-8")).links if not link.startswith("#")}
        (target,) = [written.parent / unquote(link) for link in links]
        assert target.resolve() == folder / odd / "feedback.html"


def test_a_damaged_report_is_named_and_the_others_are_used(tmp_path, capsys):
    """Protects the class from one bad file, and staff from figures that silently leave students out."""
    save(tmp_path, report("s001", 10.0), report("s002", 20.0))
    (tmp_path / "f1" / "report.json").write_text('{"schema": 2')
    sentence = f"{tmp_path / 'f1' / 'report.json'}: The result record is not valid JSON: grade the submission again."

    assert run(tmp_path) == 1
    assert capsys.readouterr().err == f"bpgrade: {sentence}\n"
    text = Page((tmp_path / "class.html").read_text(encoding="utf-8")).text
    assert f"Read this first 1 report is missing from this page, and from its figures: {sentence}" in text
    assert "Submissions 1 1 graded" in text


def test_a_large_class_says_how_far_it_is(tmp_path, capsys, monkeypatch):
    """Protects from minutes of silence, and small classes from lines about nothing."""
    save(tmp_path, *(report(f"s{number:03d}") for number in range(5)))
    run(tmp_path)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("bpgrade.commands.report.EVERY", 2)
    run(tmp_path)
    assert capsys.readouterr().err == "2 reports are read\n4 reports are read\n"


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda folder: None, "{folder} cannot be read: No such file or directory; give the folder that bpgrade grade"),
        (lambda folder: folder.mkdir(), "{folder} holds no reports: give the folder that bpgrade grade wrote."),
        (lambda folder: save(folder, report()) and (folder / "class.html").mkdir(),
         "The class report cannot be written to {folder}/class.html: Is a directory."),
    ],
)  # fmt: skip
def test_bad_usage_is_one_sentence(tmp_path, capsys, prepare, sentence):
    """Protects the person at the terminal: what is wrong, exit status 2, and no page."""
    prepare(tmp_path / "graded")

    assert run(tmp_path / "graded") == 2
    assert f"bpgrade: {sentence.format(folder=tmp_path / 'graded')}" in capsys.readouterr().err
    assert not (tmp_path / "graded" / "class.html").is_file()


def test_a_folder_for_the_page_must_exist(tmp_path, capsys):
    """Protects from minutes of reading before the sentence that nothing could be written."""
    save(tmp_path / "graded", report())

    assert run(tmp_path / "graded", "--out", tmp_path / "no" / "page.html") == 2
    sentence = f"The class report cannot be written to {tmp_path}/no/page.html: No such file or directory."
    assert sentence in capsys.readouterr().err


def test_a_rerun_gives_the_same_bytes(tmp_path):
    """Protects whoever compares two pages: nothing in them depends on the time or on the order of a set."""
    made_class.save(tmp_path / "graded", made_class.reports(12))
    pages = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "bpgrade", "report", str(tmp_path / "graded"), "--out", str(out)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        pages.append(out.read_bytes())

    assert pages[0] == pages[1]


def test_the_verb_does_without_torch(tmp_path):
    """Protects those who look at grades on a laptop, and everybody from seconds of import."""
    save(tmp_path, report())
    code = "import sys; from bpgrade.cli import main; print(main(['report', '.']), 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)

    assert done.stdout.splitlines()[-1:] == ["0 False"], done.stderr
