"""solution/train.py repeats bit for bit, chooses on validation images, says what it did and what failed."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bpkit.data import toy

SOLUTION = Path(__file__).parent.parent / "solution"
SMALL = ["--data", "toy", "--hidden", "16", "--batch-size", "200"]


def command(*options):
    return [sys.executable, "-W", "error", str(SOLUTION / "train.py"), *map(str, options)]


def run(*options, cwd):
    return subprocess.run(command(*options), cwd=cwd, capture_output=True, text=True)


def metrics_of(out):
    return json.loads((out / "metrics.json").read_text())


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """One run of the command on the toy data: (folder, finished process)."""
    folder = tmp_path_factory.mktemp("trained")
    return folder, run(*SMALL, "--epochs", 3, "--augment", "flip+crop", "--out", "out", cwd=folder)


def test_reports_and_files(trained):
    """A run ends with status 0, a line per epoch, the test accuracy once, and the two files."""
    folder, process = trained

    assert (process.returncode, process.stderr) == (0, "")
    lines = process.stdout.splitlines()
    assert [line[:9] for line in lines[:-1]] == ["epoch 1/3", "epoch 2/3", "epoch 3/3"]
    assert re.fullmatch(
        r"toy: test accuracy \d+\.\d\d% with the weights of epoch \d, the best on validation images\. "
        r"See out\.",
        lines[-1],
    )
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["curves.png", "metrics.json"]


def test_metrics_tell_what_was_done(trained):
    """metrics.json holds data, settings, versions, epochs and result: enough to repeat the run."""
    metrics = metrics_of(trained[0] / "out")

    assert metrics["data"]["name"] == "toy"
    assert metrics["data"]["training_sha256"] == toy().fingerprint
    assert metrics["data"]["images"] == {"training": 2000, "validation": 500, "test": 500}
    assert metrics["config"] == {
        "data": "toy", "epochs": 3, "hidden": [16], "batch_size": 200, "lr": 0.02, "momentum": 0.9,
        "weight_decay": 5e-4, "augment": "flip+crop", "seed": 0, "threads": None,
    }  # fmt: skip
    assert metrics["versions"]["numpy"] == np.__version__
    assert metrics["parameters"] == 3072 * 16 + 16 + 16 * 10 + 10
    assert [row["epoch"] for row in metrics["epochs"]] == [1, 2, 3]
    for row in metrics["epochs"]:
        assert row["seconds"] > 0
        assert 0 <= row["val_accuracy"] <= 1
    best = max(metrics["epochs"], key=lambda row: row["val_accuracy"])
    assert metrics["best_epoch"] == best["epoch"]
    assert 0 <= metrics["test_accuracy"] <= 1


def test_same_seed_same_weights(trained, tmp_path):
    """A second run gives bit-identical weights and measurements; another seed does not."""
    options = [*SMALL, "--epochs", 3, "--augment", "flip+crop"]

    run(*options, "--out", "again", cwd=tmp_path)
    run(*options, "--seed", 1, "--out", "other", cwd=tmp_path)

    first, again, other = (metrics_of(out) for out in (trained[0] / "out", tmp_path / "again", tmp_path / "other"))
    assert first["weights_sha256"] == again["weights_sha256"] != other["weights_sha256"]
    for row in (*first["epochs"], *again["epochs"]):
        del row["seconds"]
    assert first["epochs"] == again["epochs"]
    assert first["test_loss"] == again["test_loss"]


def test_label_names_the_data(tmp_path):
    """Data that is not the official set is reported under the name it is given; runs/ is the default."""
    process = run(*SMALL, "--epochs", 1, "--threads", 1, "--data-label", "toy, relabelled", cwd=tmp_path)

    (out,) = (tmp_path / "runs").iterdir()
    assert process.stdout.splitlines()[-1].startswith("toy, relabelled: test accuracy")
    assert re.fullmatch(r"toy-\d{8}-\d{6}", out.name)
    assert metrics_of(out)["data"]["name"] == "toy, relabelled"
    assert metrics_of(out)["config"]["threads"] == 1


def test_interrupt_keeps_the_finished_epochs(tmp_path):
    """Ctrl-C ends with one line, and metrics.json is whole and holds what was measured."""
    options = [*SMALL, "--epochs", 100_000, "--out", "out"]
    with subprocess.Popen(
        command(*options), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        deadline = time.monotonic() + 60
        while not (tmp_path / "out" / "metrics.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        try:
            message = process.communicate(timeout=60)[1].decode()
        finally:
            process.kill()

    assert process.returncode == 1
    assert message == f"train.py: interrupted; the finished epochs are in {Path('out', 'metrics.json')}.\n"
    metrics = metrics_of(tmp_path / "out")
    assert [row["epoch"] for row in metrics["epochs"]] == list(range(1, len(metrics["epochs"]) + 1))
    assert "test_accuracy" not in metrics


def test_no_data(tmp_path):
    """Without CIFAR-10: status 2 and one line that says how to get it."""
    process = run("--epochs", 1, cwd=tmp_path)

    assert process.returncode == 2
    assert process.stderr.startswith(f"train.py: CIFAR-10 is not in {tmp_path / 'data'} (looked for ")
    assert "python -m bpkit.data.fetch" in process.stderr
    assert process.stderr.count("\n") == 1


def test_damaged_data(tmp_path):
    """A data set that cannot be read: status 1 and the reader's sentence."""
    folder = tmp_path / "cifar-10-batches-bin"
    folder.mkdir()
    (folder / "data_batch_1.bin").write_bytes(b"short")

    process = run("--data", tmp_path, cwd=tmp_path)

    assert process.returncode == 1
    assert "data_batch_1.bin has 5 bytes instead of 30,730,000" in process.stderr
    assert process.stderr.count("\n") == 1


def test_output_folder_that_cannot_be(tmp_path):
    """A file where the results should go: status 2, one line, before any training."""
    (tmp_path / "out").write_text("")

    process = run(*SMALL, "--out", "out", cwd=tmp_path)

    assert (process.returncode, process.stdout) == (2, "")
    assert re.fullmatch(r"train\.py: .*'out'\n", process.stderr)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--epochs", "0"], "argument --epochs: invalid positive int value: '0'"),
        (["--lr", "nan"], "argument --lr: invalid positive float value: 'nan'"),
        (["--hidden", "64,x"], "argument --hidden: invalid list of sizes value: '64,x'"),
        (["--augment", "mirror"], "argument --augment: invalid choice: 'mirror'"),
    ],
)
def test_bad_usage(tmp_path, options, message):
    """Options without sense: status 2 and a line that quotes the value; nothing is written."""
    process = run(*options, cwd=tmp_path)

    assert process.returncode == 2
    assert message in process.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_divergence_is_said(tmp_path):
    """A learning rate far too large: status 1 and a sentence instead of a page of warnings."""
    process = run(*SMALL, "--lr", "1e30", "--out", "out", cwd=tmp_path)

    assert process.returncode == 1
    assert re.fullmatch(
        r"train\.py: The loss is not finite any more in epoch \d+: "
        r"try a smaller learning rate than 1e\+30\.\n",
        process.stderr,
    )
