"""Checks of 01_linear.ipynb."""

from common import autograd, central_differences, close, normal, np, torch, unchanged

SIZES = [(5, 4, 3), (4, 4, 4), (1, 3, 2), (4, 3, 1), (3, 1, 2)]


def make(Linear, rng, d, m, dtype=np.float64):
    """A Linear with known parameters."""
    layer = Linear(d, m, rng=rng, dtype=dtype)
    layer.weight.data[...] = normal(rng, m, d)
    layer.bias.data[...] = normal(rng, m)
    return layer


def output(layer, x):
    """x W^T + b."""
    return np.asarray(x, dtype=np.float64) @ layer.weight.data.T + layer.bias.data


def gradients(layer, x, grad_output):
    """[grad_input, grad_weight, grad_bias] by autograd."""
    inputs = [x, layer.weight.data, layer.bias.data]
    return autograd(torch.nn.functional.linear, inputs, grad_output)[1]


def run(layer, x, grad_output):
    """forward, then backward: [grad_input, weight.grad, bias.grad]."""
    layer.forward(x)
    return [layer.backward(grad_output), layer.weight.grad, layer.bias.grad]


def judge(got, want, rtol=1e-7, dtype=None):
    """Assert all three gradients."""
    for name, mine, right in zip(("grad_input", "weight.grad", "bias.grad"), got, want, strict=True):
        close(name, mine, right, rtol, dtype)


def check_linear_forward(Linear):
    rng = np.random.default_rng(110)
    for n, d, m in SIZES:
        layer, x = make(Linear, rng, d, m), normal(rng, n, d)
        close("the output", layer.forward(x), output(layer, x))
    layer, x = make(Linear, rng, 4, 3), normal(rng, 5, 4)
    before, weight, bias = x.copy(), layer.weight.data.copy(), layer.bias.data.copy()
    first = layer.forward(x)
    kept = first.copy()
    layer.forward(2 * x)
    unchanged("an earlier output", kept, first)
    first[...] = 7
    for name, old, new in [("x", before, x), ("weight", weight, layer.weight.data), ("bias", bias, layer.bias.data)]:
        unchanged(name, old, new)
    close("model(x)", layer(x), output(layer, x))
    for scale in (1e-4, 1e4):
        close("a scaled output", layer.forward(scale * x), output(layer, scale * x))
    wide = np.zeros((5, 8))
    wide[:, ::2] = x
    for view in (np.asfortranarray(x), wide[:, ::2]):
        close("the output of a view", layer.forward(view), output(layer, x))
    layer.weight.data[...], layer.bias.data[...] = normal(rng, 3, 4), normal(rng, 3)
    close("the output with new parameters", layer.forward(x), output(layer, x))
    for kind in ("int64", "uint8"):
        integers = rng.integers(0, 200, (5, 4)).astype(kind)
        close("the output of integers", layer.forward(integers), output(layer, integers))
    small = make(Linear, rng, 4, 3, np.float32)
    close("the float32 output", small.forward(x.astype(np.float32)), output(small, x), 1e-5, np.float32)
    assert Linear(1000, 500).forward(normal(rng, 64, 1000)).shape == (64, 500)


def check_linear_backward(Linear):
    rng = np.random.default_rng(111)
    for n, d, m in SIZES:
        layer, x, grad_output = make(Linear, rng, d, m), normal(rng, n, d), normal(rng, n, m)
        judge(run(layer, x, grad_output), gradients(layer, x, grad_output))
    layer, x, grad_output = make(Linear, rng, 3, 2), normal(rng, 3, 3), normal(rng, 3, 2)
    got = run(layer, x, grad_output)
    arrays, loss = (x, layer.weight.data, layer.bias.data), lambda: float(np.sum(layer.forward(x) * grad_output))
    judge(got, [central_differences(loss, array) for array in arrays], 1e-6)
    layer, x, grad_output = make(Linear, rng, 4, 3), normal(rng, 5, 4), normal(rng, 5, 3)
    weight, bias, held = layer.weight, layer.bias, [x.copy(), grad_output.copy()]
    once = gradients(layer, x, grad_output)
    judge(run(layer, x, grad_output), once)
    judge(run(layer, x, grad_output), [once[0], 2 * once[1], 2 * once[2]])
    assert layer.weight is weight, "weight was replaced by another Parameter"
    assert layer.bias is bias, "bias was replaced by another Parameter"
    unchanged("x", held[0], x)
    unchanged("grad_output", held[1], grad_output)
    layer, other = make(Linear, rng, 4, 3), make(Linear, rng, 4, 3)
    layer.forward(normal(rng, 7, 4))
    layer.forward(x)
    run(other, normal(rng, 5, 4), normal(rng, 5, 3))
    upstream = grad_output.copy()
    grad_input = layer.backward(upstream)
    want = gradients(layer, x, grad_output)
    upstream[...] = 7
    judge([grad_input, layer.weight.grad, layer.bias.grad], want)
    kept = grad_input.copy()
    layer.backward(2 * grad_output)
    unchanged("an earlier grad_input", kept, grad_input)
    for scale in (1e-6, 1e4):
        layer = make(Linear, rng, 4, 3)
        judge([g / scale for g in run(layer, x, scale * grad_output)], gradients(layer, x, grad_output))
    layer, integers = make(Linear, rng, 4, 3), rng.integers(0, 200, (5, 4)).astype(np.uint8)
    judge(run(layer, integers, grad_output), gradients(layer, integers, grad_output))
    layer = make(Linear, rng, 4, 3, np.float32)
    got = run(layer, x.astype(np.float32), grad_output.astype(np.float32))
    judge(got, gradients(layer, x, grad_output), 1e-5, np.float32)
    large, grad_output = make(Linear, rng, 200, 200), normal(rng, 4, 200)
    large.forward(normal(rng, 4, 200))
    for _ in range(100):
        large.backward(grad_output)
    assert large.weight.grad.shape == (200, 200)
