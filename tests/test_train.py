"""solution/train.py repeats bit for bit, chooses on validation images, says what it did and what failed."""

import csv
import json
import os
import re

import numpy as np
import pytest

from bpkit.data import toy
from train_command import SMALL, metrics_of, run


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """One run of the command on the toy data with two seeds: (folder, finished process)."""
    folder = tmp_path_factory.mktemp("trained")
    return folder, run(*SMALL, "--epochs", 3, "--augment", "flip+crop", "--seeds", "0,1", "--out", "out", cwd=folder)


def test_reports_and_files(trained):
    """A run ends with status 0, a line per epoch, each seed's test accuracy once, and the files it promises."""
    folder, process = trained

    assert (process.returncode, process.stderr) == (0, "")
    lines = process.stdout.splitlines()
    epochs = ["epoch 1/3", "epoch 2/3", "epoch 3/3"]
    assert [line[:9] for line in lines] == [*epochs, "seed 0: t", *epochs, "seed 1: t", "toy, quic"]
    assert re.search(r" \d+\.\d s, \d+ s left$", lines[1])
    assert re.fullmatch(r"seed 1: test accuracy \d+\.\d\d% with the weights of epoch \d\.", lines[7])
    assert re.fullmatch(r"toy, quick: test accuracy \d+\.\d\d% \+- \d+\.\d\d% \(2 seeds\)\. See out\.", lines[8])
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["plan.json", "results.json", "seed-0", "seed-1"]
    files = ["checkpoint.npz", "confusion.png", "curves.png", "first-layer.png", "metrics.csv", "metrics.json",
             "mistakes.png", "weights.npz"]  # fmt: skip
    for seed in (0, 1):
        assert sorted(path.name for path in (folder / "out" / f"seed-{seed}").iterdir()) == files


def test_metrics_tell_what_was_done(trained):
    """metrics.json holds data, settings, versions, epochs and result: enough to repeat the run."""
    metrics = metrics_of(trained[0] / "out", seed=1)

    assert metrics["data"]["name"] == "toy"
    assert metrics["data"]["training_sha256"] == toy().fingerprint
    assert metrics["data"]["images"] == {"training": 2000, "validation": 500, "test": 500}
    assert metrics["recipe"] == "quick"
    expected = {"hidden": [16], "batch_size": 200, "epochs": 3, "augment": "flip+crop", "seed": 1}
    assert metrics["config"].items() >= {**expected, "threads": os.cpu_count(), "momentum": 0.9}.items()
    assert metrics["versions"]["numpy"] == np.__version__
    assert metrics["parameters"] == 3072 * 16 + 16 + 16 * 10 + 10
    assert [row["epoch"] for row in metrics["epochs"]] == [1, 2, 3]
    for row in metrics["epochs"]:
        assert row["seconds"] > 0
        assert 0 <= row["val_accuracy"] <= 1
    best = max(metrics["epochs"], key=lambda row: row["val_accuracy"])
    assert metrics["best_epoch"] == best["epoch"]
    assert 0 <= metrics["test_accuracy"] <= 1


def test_the_table_says_what_the_metrics_say(trained):
    """metrics.csv has the epochs of metrics.json, for people with a spreadsheet"""
    out = trained[0] / "out"
    with (out / "seed-0" / "metrics.csv").open(newline="") as file:
        rows = [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]
    assert rows == metrics_of(out)["epochs"]


def test_results_are_those_of_the_seeds(trained):
    """results.json holds mean and sample standard deviation of the seeds' test accuracies"""
    out = trained[0] / "out"
    first, second = (metrics_of(out, seed)["test_accuracy"] for seed in (0, 1))
    results = json.loads((out / "results.json").read_text())
    assert results["seeds"] == {"0": first, "1": second}
    assert results["mean"] == pytest.approx((first + second) / 2)
    assert results["spread"] == pytest.approx(abs(first - second) / 2**0.5)


def test_the_kept_weights_are_those_that_were_tested(trained):
    """weights.npz gives the accuracy that metrics.json quotes, so the pictures are of that network"""
    out, data = trained[0] / "out" / "seed-0", toy()
    with np.load(out / "weights.npz") as saved:
        first, bias, last, last_bias = saved.values()
    hidden = np.maximum(data.x_test @ first.T + bias, 0)
    right = (hidden @ last.T + last_bias).argmax(axis=1) == data.y_test
    assert right.mean() == metrics_of(trained[0] / "out")["test_accuracy"]


def test_same_seed_same_weights(trained, tmp_path):
    """A second run gives bit-identical weights and measurements; another seed does not."""
    run(*SMALL, "--epochs", 3, "--augment", "flip+crop", "--out", "again", cwd=tmp_path)

    first, other = (metrics_of(trained[0] / "out", seed) for seed in (0, 1))
    again = metrics_of(tmp_path / "again")
    assert first["weights_sha256"] == again["weights_sha256"] != other["weights_sha256"]
    for row in (*first["epochs"], *again["epochs"]):
        del row["seconds"]
    assert first["epochs"] == again["epochs"]
    assert first["test_loss"] == again["test_loss"]


def test_label_names_the_data(tmp_path):
    """Data that is not the official set is reported under the name it is given; runs/ is the default."""
    process = run(*SMALL, "--epochs", 1, "--threads", 1, "--data-label", "toy, relabelled", cwd=tmp_path)

    (out,) = (tmp_path / "runs").iterdir()
    assert process.stdout.splitlines()[-1].startswith("toy, relabelled, quick: test accuracy")
    assert re.fullmatch(r"toy-\d{8}-\d{6}", out.name)
    assert metrics_of(out)["data"]["name"] == "toy, relabelled"
    assert metrics_of(out)["config"]["threads"] == 1


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
        (["--hidden", "64,x"], "argument --hidden: invalid list of numbers value: '64,x'"),
        (["--augment", "mirror"], "argument --augment: invalid choice: 'mirror'"),
        (["--recipe", "long"], "argument --recipe: invalid choice: 'long'"),
        (["--seeds", "0,-1"], "argument --seeds: invalid list of numbers value: '0,-1'"),
        (["--momentum", "1"], "argument --momentum: invalid number from 0 to 1 value: '1'"),
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
