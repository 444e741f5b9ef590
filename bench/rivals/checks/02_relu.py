"""Checks of 02_relu.ipynb."""

from common import autograd, central_differences, close, normal, np, torch, unchanged


def away_from_zero(rng, *shape):
    """Values of both signs, at least 0.1 from the kink of ReLU."""
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(0.1, 2.0, shape)


def both(layer, x, grad_output):
    """[output, grad_input]."""
    return [layer.forward(x), layer.backward(grad_output)]


def judge(got, want, rtol=1e-7, dtype=None):
    """Assert output and grad_input."""
    for name, mine, right in zip(("the output", "grad_input"), got, want, strict=True):
        close(name, mine, right, rtol, dtype)


def activation(Layer, function, rng):
    """What all three activation layers promise."""

    def right(x, grad_output):
        value, (grad,) = autograd(function, [x], grad_output)
        return [value, grad]

    for shape in [(5, 4), (12,), (2, 2, 3), (1, 12)]:
        x, grad_output = away_from_zero(rng, *shape), normal(rng, *shape)
        judge(both(Layer(), x, grad_output), right(x, grad_output))
    x, grad_output = np.array(0.7), np.array(-1.3)
    judge([np.asarray(each) for each in both(Layer(), x, grad_output)], right(x, grad_output))
    layer, x, grad_output = Layer(), away_from_zero(rng, 3, 4), normal(rng, 3, 4)
    _, got = both(layer, x, grad_output)

    def loss():
        return float(np.sum(layer.forward(x) * grad_output))

    close("grad_input by central differences", got, central_differences(loss, x), 1e-6)
    layer, other = Layer(), Layer()
    before, before_grad = x.copy(), grad_output.copy()
    layer.forward(away_from_zero(rng, 5, 4))
    output = layer.forward(x)
    other.forward(away_from_zero(rng, 3, 4))
    output[...] = -x
    want = right(before, before_grad)[1]
    first = layer.backward(grad_output)
    close("grad_input of the latest forward", first, want)
    first[...] = 7
    close("grad_input for the second time", layer.backward(grad_output), want)
    unchanged("x", before, x)
    unchanged("grad_output", before_grad, grad_output)
    for kind, values in [("int64", range(-6, 6)), ("uint8", [0, 1, 2, 3, 4, 5, 100, 130, 250, 7, 8, 9])]:
        integers = np.array(list(values), dtype=kind).reshape(3, 4)
        integers = np.where(integers == 0, np.array(1, dtype=kind), integers)
        judge(both(Layer(), integers, grad_output), right(integers, grad_output))
    single, single_grad = x.astype(np.float32), grad_output.astype(np.float32)
    judge(both(Layer(), single, single_grad), right(single, single_grad), 1e-5, np.float32)
    for n in (3, 2):
        judge(both(layer, x[:n], grad_output[:n]), right(x[:n], grad_output[:n]))
    for scale in (1e-6, 1e4):
        layer.forward(x)
        close("grad_input for a scaled upstream", layer.backward(scale * grad_output) / scale, want)
    for scale in (1e-4, 1e-9):
        got, tiny = both(Layer(), scale * x, grad_output), right(scale * x, grad_output)
        judge(got, tiny)
        np.testing.assert_allclose(got[0], tiny[0], rtol=1e-5)
    large = normal(rng, 128, 512)
    judge(both(Layer(), large, large), right(large, large))


def saturated(Layer, low, slope):
    """Inputs as large as 1e4 give neither NaN nor a gradient."""
    layer, x = Layer(), np.array([[1e4, -1e4, 800.0], [-800.0, 50.0, 0.0]])
    want = np.where(x == 0, (1 + low) / 2, np.where(x > 0, 1.0, low))
    judge(both(layer, x, np.ones((2, 3))), [want, np.where(x == 0, slope, 0.0)])


def check_relu(ReLU):
    rng = np.random.default_rng(120)
    activation(ReLU, torch.relu, rng)
    x, grad_output = np.array([[0.0, -0.0, 1.0], [0.0, -1.0, 0.0]]), normal(rng, 2, 3)
    close("grad_input at 0", both(ReLU(), x, grad_output)[1], grad_output * (x > 0))
    x, grad_output = 1e4 * away_from_zero(rng, 4, 5), 1e3 * normal(rng, 4, 5)
    judge(both(ReLU(), x, grad_output), [np.maximum(x, 0), grad_output * (x > 0)])


def check_tanh(Tanh):
    activation(Tanh, torch.tanh, np.random.default_rng(121))
    saturated(Tanh, -1.0, 1.0)


def check_sigmoid(Sigmoid):
    activation(Sigmoid, torch.sigmoid, np.random.default_rng(122))
    saturated(Sigmoid, 0.0, 0.25)
