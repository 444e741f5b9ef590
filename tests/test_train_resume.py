"""solution/train.py stopped and resumed: nothing is lost, and the result is that of a training nobody stopped."""

import signal
import subprocess
import time

import pytest

from train_command import SMALL, SOLUTION, command, metrics_of, run


def stopped(options, cwd, how, after_epoch=2):
    """Start the command, send it a signal when it has measured some epochs: (status, what it said)."""
    metrics = cwd / "out" / "seed-0" / "metrics.csv"
    with subprocess.Popen(command(*options), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            deadline = time.monotonic() + 60
            while not (metrics.exists() and len(metrics.read_text().splitlines()) > after_epoch):
                assert time.monotonic() < deadline
                time.sleep(0.01)
            process.send_signal(how)
            message = process.communicate(timeout=60)[1].decode()
        finally:
            process.kill()
    return process.returncode, message


LONG = [*SMALL, "--epochs", 40, "--augment", "flip+crop", "--average", 20, "--out", "out"]


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """metrics.json of a training that nobody stopped."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    assert run(*LONG, cwd=folder).returncode == 0
    return metrics_of(folder / "out")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_resumed_is_as_if_never_stopped(uninterrupted, tmp_path, how):
    """stopped by Ctrl-C or killed, and resumed: the same weights, curves and result, bit for bit"""
    status, message = stopped(LONG, tmp_path, how)
    if how == signal.SIGINT:
        assert status == 130
        command_line = f"`python {SOLUTION / 'train.py'} --resume out`"
        assert message == f"train.py: interrupted; {command_line} goes on after the last finished epoch.\n"
    assert "test_accuracy" not in metrics_of(tmp_path / "out")

    process = run("--resume", "out", cwd=tmp_path)

    assert (process.returncode, process.stderr) == (0, "")
    assert int(process.stdout.split("/")[0].removeprefix("epoch ")) > 2
    resumed = metrics_of(tmp_path / "out")
    assert resumed["weights_sha256"] == uninterrupted["weights_sha256"]
    for row in (*resumed["epochs"], *uninterrupted["epochs"]):
        row.pop("seconds", None)
    assert resumed["epochs"] == uninterrupted["epochs"]
    assert [path.name for path in (tmp_path / "out" / "seed-0").glob(".*")] == []


def test_results_are_not_overwritten(tmp_path):
    """--out of a training that is there: status 2, and how to go on with it"""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "plan.json").write_text("{}")

    process = run(*SMALL, "--out", "out", cwd=tmp_path)

    sentence = "out holds a training already: go on with it by --resume out, or give another --out."
    assert (process.returncode, process.stderr) == (2, f"train.py: {sentence}\n")
    assert (tmp_path / "out" / "plan.json").read_text() == "{}"


def test_nothing_to_resume(tmp_path):
    """--resume of a folder without a training, or with a damaged plan: status 2 and one sentence"""
    process = run("--resume", "nowhere", cwd=tmp_path)
    sentence = "nowhere holds no training to go on with (plan.json: No such file or directory)."
    assert (process.returncode, process.stderr) == (2, f"train.py: {sentence}\n")

    (tmp_path / "plan.json").write_text('{"recipe": {"hidden": 3}}')
    process = run("--resume", ".", cwd=tmp_path)
    sentence = "plan.json is damaged: start this training anew, with another --out."
    assert (process.returncode, process.stderr) == (2, f"train.py: {sentence}\n")


def test_resume_takes_no_other_option(tmp_path):
    """a training goes on as it was begun: another number of epochs is refused, not ignored"""
    process = run("--resume", "out", "--epochs", 3, cwd=tmp_path)

    assert process.returncode == 2
    assert process.stderr.splitlines()[-1].endswith(
        "error: --resume goes on with what was begun: give no other option but --download"
    )
