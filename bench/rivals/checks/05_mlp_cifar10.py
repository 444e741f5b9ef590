"""Checks of 05_mlp_cifar10.ipynb."""

from itertools import pairwise

from common import autograd, central_differences, close, normal, np, number, tensor, torch, unchanged

SIZES = [(6, 4), (6, 5, 4), (6, 5, 7, 3, 4)]


def network(x, *weights_and_biases):
    """The MLP on tensors: W1, b1, W2, b2, ..."""
    layers = list(zip(weights_and_biases[::2], weights_and_biases[1::2], strict=True))
    for weight, bias in layers[:-1]:
        x = torch.relu(torch.nn.functional.linear(x, weight, bias))
    return torch.nn.functional.linear(x, *layers[-1])


def make(MLP, rng, sizes, dtype=np.float64):
    """(model, its parameters in network order) with known values; a parameter's shape says which it is."""
    model = MLP(list(sizes), rng=rng, dtype=dtype)
    found = {parameter.data.shape: parameter for parameter in model.parameters()}
    parameters = [found[shape] for d, m in pairwise(sizes) for shape in ((m, d), (m,))]
    for parameter in parameters:
        parameter.data[...] = 0.5 * normal(rng, *parameter.data.shape)
    return model, parameters


def values(parameters):
    """Copies of the parameters' arrays."""
    return [parameter.data.copy() for parameter in parameters]


def check_mlp_forward(MLP):
    rng = np.random.default_rng(150)
    for sizes in SIZES:
        (model, parameters), x = make(MLP, rng, sizes), normal(rng, 8, 6)
        before = x.copy()
        want, _ = autograd(network, [x, *values(parameters)], normal(rng, 8, 4))
        close("the output", model.forward(x), want)
        close("model(x)", model(x), want)
        unchanged("x", before, x)
    sizes = [6, 5, 5, 5, 3]
    parameters = MLP(sizes, rng=np.random.default_rng(3)).parameters()
    assert sizes == [6, 5, 5, 5, 3], "the list of sizes was changed"
    shapes = sorted(parameter.data.shape for parameter in parameters)
    assert shapes == sorted([(5, 6), (5,), (5, 5), (5,), (5, 5), (5,), (3, 5), (3,)]), "parameters() is not complete"
    weights = [parameter.data for parameter in parameters if parameter.data.ndim == 2]
    assert all(len(np.unique(weight, axis=0)) == len(weight) for weight in weights), "some units start equal"
    twins = [weight for weight in weights if weight.shape == (5, 5)]
    assert not np.array_equal(*twins), "two layers start with the same weights"

    def draw(seed):
        return [p.data for p in MLP([4, 3, 2], rng=np.random.default_rng(seed)).parameters()]

    assert all(map(np.array_equal, draw(1), draw(1))), "the same seed gives other weights"
    assert not all(map(np.array_equal, draw(1), draw(2))), "another seed gives the same weights"
    model, parameters = make(MLP, rng, (6, 5, 4), np.float32)
    assert all(parameter.data.dtype == np.float32 for parameter in parameters)
    assert model.forward(normal(rng, 3, 6).astype(np.float32)).dtype == np.float32


def check_mlp_backward(MLP):
    rng = np.random.default_rng(151)
    for sizes in SIZES:
        (model, parameters), x, grad_output = make(MLP, rng, sizes), normal(rng, 8, 6), normal(rng, 8, 4)
        before = grad_output.copy()
        _, want = autograd(network, [x, *values(parameters)], grad_output)
        model.forward(x)
        close("grad_input", model.backward(grad_output), want[0])
        for parameter, right in zip(parameters, want[1:], strict=True):
            close("a parameter's grad", parameter.grad, right)
        unchanged("grad_output", before, grad_output)

        def loss(model=model, x=x, g=grad_output):
            return float(np.sum(model.forward(x) * g))

        slopes = central_differences(loss, parameters[0].data)
        close("the first weight's grad by central differences", parameters[0].grad, slopes, 1e-5)
        model.forward(x)
        model.backward(grad_output)
        for parameter, right in zip(parameters, want[1:], strict=True):
            close("a parameter's grad after two passes", parameter.grad, 2 * right)


def check_minibatches(minibatches):
    rng = np.random.default_rng(152)
    for n, size in [(23, 8), (24, 8), (5, 9), (7, 1), (17, 8)]:
        x, y = np.arange(2.0 * n).reshape(n, 2), np.arange(n) + 100
        held = [x.copy(), y.copy()]
        batches = list(minibatches(x, y, size, rng))
        lengths = [len(batch_y) for _, batch_y in batches]
        assert lengths == [size] * (n // size) + [n % size] * (n % size > 0), "wrong batch sizes"
        for batch_x, batch_y in batches:
            assert batch_x.shape == (len(batch_y), 2), "x and y of a batch do not fit"
            assert batch_x.dtype == x.dtype, "x of a batch has another dtype"
            assert batch_y.dtype == y.dtype, "y of a batch has another dtype"
            assert np.array_equal(batch_x, x[batch_y - 100]), "a row has lost its label"
        assert sorted(np.concatenate([batch_y for _, batch_y in batches])) == list(y), "not every sample once"
        unchanged("x", held[0], x)
        unchanged("y", held[1], y)
    x, y = normal(rng, 40, 2), np.arange(40)

    def order(rng):
        return np.concatenate([batch_y for _, batch_y in minibatches(x, y, 8, rng)])

    first, again, other = (order(np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert not np.array_equal(first, y), "not shuffled"
    assert np.array_equal(first, again), "the same seed gives another order"
    assert not np.array_equal(first, other), "another seed gives the same order"
    assert not np.array_equal(order(rng), order(rng)), "the second pass has the order of the first"
    assert not all(np.ptp(first[i : i + 8]) == 7 for i in range(0, 40, 8)), "only batches are shuffled"


def train_by_torch(start, batches, lr, momentum):
    """(parameters after one epoch, mean loss per sample)."""
    leaves, total, count = [tensor(value, requires_grad=True) for value in start], 0.0, 0
    optimizer = torch.optim.SGD(leaves, lr=lr, momentum=momentum)
    for x, labels in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(tensor(x), *leaves), torch.tensor(labels))
        loss.backward()
        optimizer.step()
        total, count = total + loss.item() * len(x), count + len(x)
    return [leaf.detach().numpy() for leaf in leaves], total / count


def check_training(train_epoch, accuracy, MLP, SoftmaxCrossEntropy, SGD):
    rng = np.random.default_rng(153)
    x, labels = normal(rng, 23, 6), rng.integers(0, 4, 23)
    batches = [(x[i : i + 8], labels[i : i + 8]) for i in range(0, 23, 8)]
    for momentum in (0.0, 0.9):
        model, parameters = make(MLP, rng, (6, 5, 4))
        want, want_loss = train_by_torch(values(parameters), batches, 0.3, momentum)
        for parameter in parameters:
            parameter.grad = np.ones_like(parameter.data)  # left over from before
        optimizer = SGD(model.parameters(), lr=0.3, momentum=momentum)
        loss = train_epoch(model, SoftmaxCrossEntropy(), optimizer, iter(batches))
        number("the mean loss of an epoch", loss, want_loss)
        for parameter, right in zip(parameters, want, strict=True):
            close("a parameter after an epoch", parameter.data, right)
    for n in (997, 1):
        (model, parameters), x, labels = make(MLP, rng, (6, 5, 4)), normal(rng, n, 6), rng.integers(0, 4, n)
        logits, _ = autograd(network, [x, *values(parameters)], np.zeros((n, 4)))
        labels[::2] = logits.argmax(axis=1)[::2]
        want = np.mean(logits.argmax(axis=1) == labels)
        number("the accuracy", accuracy(model, x, labels.astype(np.uint8)), want)
