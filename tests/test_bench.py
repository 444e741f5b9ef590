"""The benchmark beside the rivals measures what it says: its class, its nbgrader course, its floor. Never how long."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bpgrade import reference
from bpgrade.intake import find_submissions
from bpgrade.planted import load
from bpgrade.record import NOTEBOOKS, WRITTEN
from bpgrade.release import clone_root

BENCH = clone_root(Path(__file__).resolve()) / "bench"


@pytest.fixture(autouse=True)
def bench_on_path(monkeypatch):
    """The scripts of bench/ import each other as neighbours."""
    monkeypatch.syspath_prepend(str(BENCH))


@pytest.fixture
def two(tmp_path):
    """A right and a wrong student, and the folder of what they handed in."""
    import students

    entries = students.make_class(2)
    students.write_class(entries, tmp_path / "class")
    return entries, tmp_path / "class"


def test_a_class_is_mostly_right_and_always_the_same():
    """one in four is wrong, the others are not; the seed decides all of it"""
    import students

    entries = students.make_class(12, seed=3)
    assert [bool(entry.loses) for entry in entries] == [False, True, False, False] * 3
    assert all(entry.planted for entry in entries)
    assert students.make_class(12, seed=3) == entries
    assert students.make_class(12, seed=4) != entries


def test_lean_notebooks_keep_the_exercises_and_nothing_that_trains():
    """rivals are spared explorations and training, but get every solution and test cell"""
    import students

    for notebook in [name for name in NOTEBOOKS if name < "06"]:
        book = students.lean(notebook)
        tests = [cell for cell in book["cells"] if students.role(cell) == "test"]
        assert len(tests) == len(set(NOTEBOOKS[notebook]) - WRITTEN.keys())
        assert len(book["cells"]) < len(students.document(notebook)["cells"])
        assert "fit(model, optimizer" not in json.dumps(book)


def test_the_floor_gives_the_scores_of_the_walled_grader(two):
    """a floor under other scores would be no floor: right gets everything, and both agree on the wrong one"""
    import floor

    entries, folder = two
    submissions = find_submissions([folder])
    scores = floor.scores(submissions)
    assert scores == floor.walled_scores(submissions)
    assert scores[entries[0].id] == 100
    assert scores[entries[1].id] < 100
    assert set(floor.measure(submissions[:1], 1)) == {"seconds", "cpu"}


def test_the_floor_keeps_layouts_and_what_cannot_cross():
    """arrays are copied as the wire lays them out, and objects stay behind a handle"""
    import floor
    import numpy as np

    from bpgrade.wall.wire import Handle

    wide = np.arange(12.0).reshape(3, 4)
    for array, order in ((wide, "C"), (np.asfortranarray(wide), "F"), (wide[:, ::2], "neither")):
        copy = floor.copied(array)
        np.testing.assert_array_equal(copy, array)
        assert not np.shares_memory(copy, array)
        assert (copy.flags.c_contiguous, copy.flags.f_contiguous) == (order == "C", order == "F")
    kept = []
    got = floor.copied([1, {"a": object()}], keep=lambda value: kept.append(value) or Handle(-1, "object"))
    assert got == [1, {"a": Handle(-1, "object")}]
    assert len(kept) == 1


@pytest.mark.thorough
def test_nbgrader_takes_the_course(tmp_path):
    """generate_assignment hides the tests and the solution; what is handed in holds the student's own"""
    import students
    from rivals import nbgrader_course

    notebook = "03_softmax_cross_entropy.ipynb"
    mistake = load(students.PLANTED / "wrong" / "03_softmax_cross_entropy" / "softmax_without_shift.py", True)
    entries = [students.Entry("s001", ()), students.Entry("s002", (mistake,))]
    nbgrader_course.build(tmp_path / "course", (notebook,))
    nbgrader_course.hand_in(tmp_path / "course", entries)
    rooms = [tmp_path / "course" / room / "backprop" / notebook for room in ("source", "release")]
    source, released = (path.read_text() for path in rooms)
    assert "torch.nn.functional.cross_entropy" in source
    assert "torch" not in released
    assert "raise NotImplementedError()" in released
    right, wrong = (tmp_path / "course" / "submitted" / entry.id / "backprop" / notebook for entry in entries)
    assert "raise NotImplementedError()" not in right.read_text()
    planted = entries[1].cells(notebook)[0]
    sources = ["".join(cell["source"]) for cell in json.loads(wrong.read_text())["cells"]]
    assert sources.index(planted) == 1 + next(i for i, each in enumerate(sources) if each.startswith("def softmax("))


def test_every_check_runs_and_passes_the_reference(tmp_path):
    """the rivals' checks, as nbgrader and otter get them, let the reference pass and fail a planted mistake"""
    import students
    from rivals import nbgrader_course, otter_course
    from rivals.sources import pieces

    from bpkit import import_from

    for notebook in students.NOTEBOOKS:
        for grade_id in set(NOTEBOOKS[notebook]) - WRITTEN.keys():
            _, _, arguments = pieces(grade_id)
            names = {name: import_from(notebook, name, folder=reference.folder())[0] for name in arguments}
            exec(compile(nbgrader_course.hidden_tests(grade_id), grade_id, "exec"), names)
            compile(otter_course.test_file(grade_id), grade_id, "exec")
    names = {"softmax": lambda logits: logits}
    with pytest.raises(AssertionError, match="the probabilities"):
        exec(compile(nbgrader_course.hidden_tests("softmax"), "softmax", "exec"), names)


def test_a_grader_that_runs_no_tests_is_not_timed(two):
    """full marks for a wrong submission, or points lost by a right one, end the benchmark with a sentence"""
    import grading

    right, wrong = two[0]
    loses = ", ".join(sorted(wrong.loses))
    cells = {grade_id: (most, most) for grade_id, most in reference.points().items()}
    grading.check("rival", {right.id: cells}, [right])
    with pytest.raises(SystemExit, match=f"rival: {wrong.id} lost points in no cell, not in {loses}."):
        grading.check("rival", {right.id: cells, wrong.id: cells}, [right, wrong])
    without_softmax = {grade_id: score for grade_id, score in cells.items() if grade_id != "softmax"}
    with pytest.raises(SystemExit, match=f"rival: {right.id} lost points in softmax, not in none."):
        grading.check("rival", {right.id: without_softmax}, [right])


def test_a_command_is_measured_with_its_descendants(tmp_path):
    """CPU time and memory are those of descendants as well; a failure says what was printed"""
    import measure

    # It sleeps at the end: memory is sampled, and on a busy machine seldom.
    child = "import time; x = bytearray(200 << 20)\nwhile time.process_time() < 0.5: pass\ntime.sleep(1)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    usage = measure.measured([sys.executable, "-c", code], tmp_path, sample=True)
    assert usage.largest > 200
    assert usage.cpu > 0.5
    assert usage.tree > 200
    with pytest.raises(measure.Failed, match=r"ended with status 3:\nno\n"):
        measure.measured([sys.executable, "-c", "print('no'); raise SystemExit(3)"], tmp_path)


def test_cpu_time_that_nobody_waits_for_is_counted(tmp_path):
    """a jailed worker whose parent ignores its end has cost CPU time all the same"""
    import measure

    busy = "import time\nwhile time.process_time() < 1: pass"
    code = (
        "import signal, subprocess, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN);"
        f"subprocess.run([sys.executable, '-c', {busy!r}])"
    )
    assert measure.measured([sys.executable, "-c", code], tmp_path).cpu > 0.7


def test_cpu_time_of_orphans_is_counted(tmp_path):
    """a jailed worker whose parent has gone has cost CPU time all the same"""
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    leave = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"
    # the orphan holds the pipe open until it ends
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {leave!r}], stdout=subprocess.PIPE)"
    script = tmp_path / "measuring.py"  # in a process of its own: it adopts orphans for good
    script.write_text(
        f"import sys; sys.path.insert(0, {str(BENCH)!r})\nfrom pathlib import Path\nimport measure\n"
        f"measure.adopt_orphans()\n"
        f"print(measure.measured([sys.executable, '-c', {code!r}], Path({str(tmp_path)!r})).cpu)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 0.5


@pytest.mark.parametrize("option", ["--submissions=3", "--rivals=1", "--rivals=25", "--rounds=0"])
def test_sizes_that_measure_nothing_are_refused(option, capsys):
    """too small a class is bad usage, said in a sentence"""
    import grading

    with pytest.raises(SystemExit) as stopped:
        grading.parse([option])
    assert stopped.value.code == 2
    sentence = "needs 4 submissions or more, 2 of them or more for the rivals, and 1 round or more"
    assert sentence in capsys.readouterr().err
