"""draw_graph: what is drawn is what flowed, and drawing leaves the model as it was."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from bpkit import Module, Parameter, draw_graph


class Linear(Module):
    """y = x W^T, and what it was asked, to look at."""

    def __init__(self, d, m):
        self.weight = Parameter(np.random.default_rng(d).standard_normal((m, d)))

    def forward(self, x):
        self.x = x
        return x @ self.weight.data.T

    def backward(self, grad_output):
        self.weight.accumulate(grad_output.T @ self.x)
        return grad_output @ self.weight.data


class Square(Module):
    def forward(self, x):
        self.x = x
        return x**2

    def backward(self, grad_output):
        return 2 * self.x * grad_output


class Model(Module):
    def __init__(self, *layers):
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def backward(self, grad_output):
        for layer in reversed(self.layers):
            grad_output = layer.backward(grad_output)
        return grad_output


@pytest.fixture
def model():
    return Model(Linear(3, 4), Square(), Linear(4, 2))


X = np.random.default_rng(0).standard_normal((5, 3))
G = np.random.default_rng(1).standard_normal((5, 2))


def test_shapes_and_norms_are_those_of_the_values(model):
    """Each number in the text can be computed by hand."""
    model.forward(X)
    grad_input = model.backward(G)
    norms = [np.linalg.norm(each) for each in (grad_input, model.layers[0].weight.grad, G)]

    lines = str(draw_graph(model, X, G)).splitlines()

    assert lines[0].split() == ["x", "(5,", "3)", "dx", "(5,", "3),", "norm", f"{norms[0]:.3g}"]
    assert lines[2].strip() == f"weight (4, 3)   gradient: norm {norms[1]:.3g}"
    assert [line.strip() for line in lines if line.startswith("    ") and "gradient" not in line] == [
        "Linear", "Square", "Linear",
    ]  # fmt: skip
    assert lines[-1].startswith("y (5, 2)")
    assert lines[-1].endswith(f"dy (5, 2), norm {norms[2]:.3g}")


def test_gradients_are_those_of_this_pass_and_restored_afterwards(model):
    """What had been accumulated before is neither drawn nor lost."""
    kept = np.full((4, 3), 1e6)
    model.layers[0].weight.grad = kept

    graph = draw_graph(model, X, G)

    assert graph.boxes[0].parameters[0][2] < 1e3
    assert model.layers[0].weight.grad is kept
    assert model.layers[2].weight.grad is None


def test_layers_have_their_own_methods_again(model):
    """Nothing of the tracing stays, also when backward fails."""
    with pytest.raises(ValueError, match="matmul"):
        draw_graph(Model(Linear(3, 4), Linear(3, 4)), X)
    draw_graph(model, X)

    assert all("forward" not in vars(layer) and "backward" not in vars(layer) for layer in model.layers)


def test_layer_left_out_on_the_way_back_is_seen(model):
    """A backward that skips a layer is what such a drawing is for: that layer has no gradient."""

    class Forgetful(Model):
        def backward(self, grad_output):
            for layer in (self.layers[2], self.layers[0]):
                grad_output = layer.backward(grad_output)
            return grad_output

    text = str(draw_graph(Forgetful(*model.layers), X, G))

    assert re.search(r"^h1 \(5, 4\) +dh1: none$", text, re.MULTILINE)


def test_one_layer_used_twice_is_two_boxes():
    """The later use is the first on the way back."""
    shared = Linear(3, 3)
    graph = draw_graph(Model(shared, shared), X)

    assert len(graph.boxes) == 2
    assert graph.boxes[0].grad_input[1] != graph.boxes[1].grad_input[1]


def test_single_layer_can_be_drawn():
    """Before there is a network, there is a layer."""
    assert "weight (4, 3)" in str(draw_graph(Linear(3, 4), X))


def test_picture_is_an_svg_with_the_same_words(model):
    """A notebook shows it inline, in the colours of its theme; a reader's program gets the text."""
    graph = draw_graph(model, X, G)
    svg = ElementTree.fromstring(graph._repr_html_())

    assert svg.get("aria-label").split() == str(graph).split()
    assert "fill:currentColor" in svg.get("style")
    words = "".join(svg.itertext())
    assert "dy (5, 2), norm" in words
    assert words.count("Linear") == 2


def test_wrong_upstream_gradient_has_a_sentence(model):
    """A gradient of another shape is refused before numpy broadcasts it."""
    with pytest.raises(ValueError, match=r"^grad_output has shape \(2,\), but the output has \(5, 2\)\.$"):
        draw_graph(model, X, np.ones(2))


def test_forward_without_return_has_a_sentence():
    """The commonest slip of all."""

    class Silent(Linear):
        def forward(self, x):
            super().forward(x)

    with pytest.raises(ValueError, match=r"^draw_graph needs an array from forward, but got a NoneType\.$"):
        draw_graph(Silent(3, 4), X)


@pytest.mark.parametrize(("given", "said"), [(Module, "the class Module"), (3, "a layer or a model, but got an int")])
def test_what_is_no_model_has_a_sentence(given, said):
    """A class in place of an object, or something else."""
    with pytest.raises(TypeError) as caught:
        draw_graph(given, np.ones((1, 2)))

    assert said in str(caught.value)
    assert str(caught.value).startswith("draw_graph(model, x) needs ")


def test_failed_drawing_leaves_no_trace():
    """A layer without backward is an error, and the layers before it are what they were."""

    class Half(Module):
        def forward(self, x):
            return x

    class Pair(Module):
        def __init__(self):
            self.layers = [Linear(2, 2), Half()]

        def forward(self, x):
            return self.layers[0](x)

        def backward(self, grad_output):
            return self.layers[0].backward(grad_output)

    pair = Pair()
    with pytest.raises(AttributeError, match="backward"):
        draw_graph(pair, np.ones((1, 2)))

    assert "forward" not in vars(pair.layers[0])


def test_layers_that_know_their_model_can_be_drawn():
    """A module may hold the one that holds it, and take its arguments by name."""

    class Model(Module):
        def __init__(self):
            self.layer = Linear(2, 3)
            self.layer.model = self

        def forward(self, x):
            return self.layer.forward(x=x)

        def backward(self, grad_output):
            return self.layer.backward(grad_output=grad_output)

    assert [box.name for box in draw_graph(Model(), np.ones((1, 2))).boxes] == ["Linear"]


def test_integers_get_a_gradient():
    """A random gradient in the dtype of the output would be 0 nearly everywhere."""

    class Double(Module):
        def forward(self, x):
            return 2 * x

        def backward(self, grad_output):
            return 2 * grad_output

    assert draw_graph(Double(), np.arange(6).reshape(2, 3)).grad_output[1] > 0.1
