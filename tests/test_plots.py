"""Pictures and progress: right contents, whole files, no trace in matplotlib's global state or a log."""

import base64
import io
import subprocess
import sys

import numpy as np
import pytest

from bpkit import plots
from bpkit.progress import progress, progress_bar

matplotlib = pytest.importorskip("matplotlib")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def history():
    return [
        {
            "epoch": e,
            "train_loss": 2 / e,
            "val_loss": 2.2 / e,
            "train_accuracy": 0.3 * e,
            "val_accuracy": 0.2 * e,
        }
        for e in (1, 2, 3)
    ]


@pytest.fixture
def pixels():
    return np.random.default_rng(0).integers(0, 256, (12, 32, 32, 3), np.uint8)


def test_curves_show_the_history(history):
    """Both axes hold both curves of every epoch, accuracy in percent, with units on the axes."""
    figure = plots.curves(history, title="toy")

    loss_axes, accuracy_axes = figure.axes
    drawn = [line.get_xydata().tolist() for line in (*loss_axes.lines, *accuracy_axes.lines)]
    for values, (key, scale) in zip(
        drawn,
        [("train_loss", 1), ("val_loss", 1), ("train_accuracy", 100), ("val_accuracy", 100)],
        strict=True,
    ):
        np.testing.assert_allclose(values, [[row["epoch"], scale * row[key]] for row in history])
    assert [axes.get_ylabel() for axes in figure.axes] == ["mean loss (nats)", "accuracy (%)"]
    assert [text.get_text() for text in loss_axes.get_legend().get_texts()] == ["training", "validation"]
    assert figure.get_suptitle() == "toy"


def test_curves_differ_without_colour(history):
    """Training and validation are told apart by dashes and markers too."""
    training, validation = plots.curves(history).axes[0].lines

    assert training.get_linestyle() != validation.get_linestyle()
    assert training.get_marker() != validation.get_marker()


def test_curves_of_nothing():
    """No epoch, no picture, but a sentence."""
    with pytest.raises(ValueError, match="There is no epoch to draw yet: train for at least one"):
        plots.curves([])


def test_images_are_drawn_in_order(pixels):
    """Image i stands at place i with its name above, and unused places stay empty."""
    figure = plots.images(pixels[:5], [3, 1, 0, 2, 1], class_names=["a", "b", "c", "d"], columns=3)

    filled = [axes for axes in figure.axes if axes.images]
    assert [axes.get_title() for axes in filled] == ["d", "b", "a", "c", "b"]
    for axes, image in zip(filled, pixels, strict=False):
        np.testing.assert_array_equal(axes.images[0].get_array(), image)
    assert len(figure.axes) == 6


@pytest.mark.parametrize("count", [0, 3])
def test_images_need_labels(pixels, count):
    """As many labels as images, and at least one."""
    with pytest.raises(ValueError, match=f"there are {count} images and {count + 1} labels"):
        plots.images(pixels[:count], range(count + 1))


@pytest.mark.parametrize("name", ["curves.png", "curves.svg"])
def test_picture_is_saved_whole(tmp_path, history, name):
    """The file has the format of its ending, and no temporary file is left."""
    plots.curves(history, path=tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes().startswith(PNG if name.endswith("png") else b"<?xml")


def test_failed_save_keeps_the_old_picture(tmp_path, history):
    """A format that does not exist changes nothing."""
    (tmp_path / "curves.nonsense").write_text("old")

    with pytest.raises(ValueError, match="nonsense"):
        plots.curves(history, path=tmp_path / "curves.nonsense")

    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_notebook_shows_the_figure(history):
    """A cell that ends in plots.curves(...) displays the picture without pyplot; display data has it in base64."""
    formatters = pytest.importorskip("IPython.core.formatters")

    assert base64.b64decode(formatters.PNGFormatter()(plots.curves(history)), validate=True).startswith(PNG)


def test_pyplot_stays_out(tmp_path):
    """Drawing and saving import no pyplot, so no backend is chosen and no window opens."""
    code = (
        "import sys, numpy as np; from bpkit import plots;"
        "plots.images(np.zeros((1, 32, 32, 3), np.uint8), [0], path='grid.png');"
        "print('matplotlib.pyplot' in sys.modules)"
    )

    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "False"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("items", [[1, 2, 3], iter([1, 2, 3]), range(1, 4)])
def test_progress_passes_everything(items, capsys):
    """Into a log nothing is written, and every item arrives once in order."""
    assert list(progress(items, "counting")) == [1, 2, 3]
    assert capsys.readouterr() == ("", "")


def test_progress_on_a_terminal(monkeypatch):
    """On a terminal the bar names what is going on and counts to the end."""
    pytest.importorskip("tqdm")
    monkeypatch.setattr(sys, "stderr", Terminal())

    assert list(progress([1, 2, 3], "counting")) == [1, 2, 3]
    assert "counting: " in sys.stderr.getvalue()
    assert "0/3" in sys.stderr.getvalue()


def test_bar_writes_plain_lines_into_a_log(capsys):
    """Advanced by hand and not on a terminal, only the written lines appear."""
    with progress_bar("training", 2) as bar:
        bar.update()
        bar.set_description("half")
        bar.write("epoch 1")

    assert capsys.readouterr() == ("epoch 1\n", "")


def test_confusion_is_in_percent_of_the_true_class():
    """each row adds up to 100; which axis is which is written on them"""
    axes = plots.confusion([0, 0, 0, 0, 1], np.array([0, 0, 0, 1, 0]), ["cat", "dog"]).axes[0]

    assert [text.get_text() for text in axes.texts] == ["75", "25", "100", "0"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("predicted", "true class (each row adds up to 100 %)")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["cat", "dog"]


def test_a_class_without_images_is_no_division_by_zero():
    """classes that do not occur have a row of zeros"""
    axes = plots.confusion([1], np.array([1]), ["cat", "dog"]).axes[0]
    assert [text.get_text() for text in axes.texts] == ["0", "0", "0", "100"]


def test_weights_as_pixels():
    """0 is grey, signs are on both sides of it, and every unit has a scale of its own"""
    rows = np.zeros((2, 3072))
    rows[0, :2], rows[1, :2] = (1, -1), (1e-6, -1e-6)
    rows[:, 2:40] = rows[:, :1]  # enough large entries for the quantile that sets the scale
    for image in plots.as_pixels(rows):
        assert image[0, 0, 0] == 255
        assert image[0, 1, 0] == 0
        assert (image[10:] == 127).all()


def test_the_largest_units_come_first():
    """of more units than fit, those with the largest weights are shown"""
    weight = np.random.default_rng(0).standard_normal((5, 3072)) * [[1], [5], [2], [4], [3]]
    shown = [axes.images[0].get_array() for axes in plots.units(weight, columns=2, rows=1).axes]
    for image, row in zip(shown, (1, 3), strict=True):
        np.testing.assert_array_equal(image, plots.as_pixels(weight[[row]])[0])


def test_mistakes_are_sorted_by_confidence(pixels):
    """only wrong answers, the surest first, each with what it was taken for and what it is"""
    probabilities = np.tile([0.6, 0.4], (12, 1))
    probabilities[7] = [0.01, 0.99]
    labels = np.zeros(12, int)
    labels[[2, 5]] = 1

    figure = plots.mistakes(pixels, labels, probabilities, ["cat", "dog"], count=2)

    assert [axes.get_title() for axes in figure.axes] == ["dog 99%\nis cat", "cat 60%\nis dog"]
    np.testing.assert_array_equal(figure.axes[0].images[0].get_array(), pixels[7])


@pytest.mark.parametrize(
    ("draw", "error", "sentence"),
    [
        (lambda: plots.curves({"train_loss": []}), TypeError, "curves draws the history of a Trainer, a list of dicts"),
        (lambda: plots.live_curves(object()), TypeError, "live_curves takes a title or nothing: write trainer.fit("),
        (lambda: plots.images(np.ones((2, 3072)), [0, 1]), ValueError, "Images have shape (N, 32, 32, 3), but these"),
    ],
)
def test_what_cannot_be_drawn_has_a_sentence(draw, error, sentence):
    """It says what to give, and forgotten parentheses after live_curves are not a training without curves."""
    with pytest.raises(error) as caught:
        draw()

    assert str(caught.value).startswith(sentence)
