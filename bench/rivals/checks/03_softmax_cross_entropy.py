"""Checks of 03_softmax_cross_entropy.ipynb."""

from common import autograd, central_differences, close, normal, np, number, tensor, torch, unchanged

SIZES = [(6, 4), (1, 5), (4, 4), (6, 2), (3, 17), (5, 300)]
OFFSETS = np.array([[0.0], [-2000.0], [-4000.0], [30.0]])  # rows so far apart that one shift cannot serve all


def batch(rng, n, c):
    """(logits (n, c), labels (n,))."""
    return 2 * normal(rng, n, c), rng.integers(0, c, n)


def probabilities(logits):
    """Softmax by torch."""
    return torch.softmax(tensor(logits), dim=1).numpy()


def cross_entropy(logits, labels):
    """[loss, dL/dlogits] by autograd."""
    goal = torch.tensor(np.asarray(labels).astype(np.int64))
    loss, (grad,) = autograd(lambda z: torch.nn.functional.cross_entropy(z, goal), [logits])
    return [float(loss), grad]


def squared(prediction, target):
    """[loss, dL/dprediction] by autograd."""
    goal = tensor(target)
    loss, (grad,) = autograd(lambda p: 0.5 * (p - goal).pow(2).sum() / len(goal), [prediction])
    return [float(loss), grad]


def gradient(Loss, *arguments):
    """The gradient of a fresh loss."""
    loss = Loss()
    loss.forward(*arguments)
    return loss.backward()


def keeps_its_promises(Loss, right, batches):
    """backward belongs to the latest forward of its own instance, twice if asked, and hands out fresh arrays."""
    one, two = Loss(), Loss()
    one.forward(*batches[1])
    one.forward(*batches[0])
    two.forward(*batches[2])
    want = right(*batches[0])[1]
    first = one.backward()
    close("the gradient of the latest forward", first, want)
    first[...] = 7
    close("the gradient for the second time", one.backward(), want)
    first, second = batches[0]
    held = [first.copy(), second.copy()]
    one.forward(first, second)
    unchanged("the first argument", held[0], first)
    unchanged("the second argument", held[1], second)
    got = one.backward()

    def loss():
        return one.forward(first, second)

    close("the gradient by central differences", got, central_differences(loss, first), 1e-6)


def check_softmax(softmax):
    rng = np.random.default_rng(130)
    for n, c in SIZES:
        logits = batch(rng, n, c)[0]
        before = logits.copy()
        got = softmax(logits)
        close("the probabilities", got, probabilities(logits))
        got[...] = 0
        unchanged("logits", before, logits)
    for scale in (1e3, 1e4):
        logits = scale * normal(rng, 5, 4)
        close("the probabilities of large logits", softmax(logits), probabilities(logits))
    logits = normal(rng, 4, 5) + OFFSETS
    close("the probabilities of rows far apart", softmax(logits), probabilities(logits))
    for integers in (rng.integers(-4, 5, (5, 3)), rng.integers(120, 126, (4, 6)).astype(np.uint8)):
        close("the probabilities of integers", softmax(integers), probabilities(integers))
    single = normal(rng, 5, 3).astype(np.float32)
    close("the float32 probabilities", softmax(single), probabilities(single), 1e-5, np.float32)


def check_cross_entropy_forward(SoftmaxCrossEntropy):
    rng = np.random.default_rng(131)

    def loss(logits, labels):
        return SoftmaxCrossEntropy().forward(logits, labels)

    for n, c in SIZES:
        logits, labels = batch(rng, n, c)
        held = [logits.copy(), labels.copy()]
        number("the loss", loss(logits, labels), cross_entropy(logits, labels)[0])
        unchanged("logits", held[0], logits)
        unchanged("labels", held[1], labels)
    for depth in (300.0, 2000.0, -22.0):
        labels, logits = rng.integers(0, 4, 5), normal(rng, 5, 4)
        logits[np.arange(5), labels] -= depth
        number("the loss far out", loss(logits, labels), cross_entropy(logits, labels)[0], 1e-5)
    for scale in (1e3, 1e4):
        logits, labels = scale * normal(rng, 5, 4), rng.integers(0, 4, 5)
        number("the loss of large logits", loss(logits, labels), cross_entropy(logits, labels)[0])
    logits, labels = batch(rng, 4, 5)
    logits += OFFSETS
    number("the loss of rows far apart", loss(logits, labels), cross_entropy(logits, labels)[0])
    logits, labels = batch(rng, 20, 30)
    for kind in ("uint8", "int32"):
        number(f"the loss for {kind} labels", loss(logits, labels.astype(kind)), cross_entropy(logits, labels)[0])
    logits, labels = rng.integers(1, 9, (5, 3)), rng.integers(0, 3, 5)
    for kind in ("int64", "uint8", "float32"):
        number(f"the loss of {kind} logits", loss(logits.astype(kind), labels), cross_entropy(logits, labels)[0], 1e-5)


def check_cross_entropy_backward(SoftmaxCrossEntropy):
    rng = np.random.default_rng(132)
    for n, c in SIZES:
        logits, labels = batch(rng, n, c)
        close("dL/dlogits", gradient(SoftmaxCrossEntropy, logits, labels), cross_entropy(logits, labels)[1])
    keeps_its_promises(SoftmaxCrossEntropy, cross_entropy, [batch(rng, 4, 3) for _ in range(3)])
    loss = SoftmaxCrossEntropy()
    for n, c in ((6, 4), (2, 4), (3, 5)):
        logits, labels = batch(rng, n, c)
        loss.forward(logits, labels)
        close("dL/dlogits of another batch", loss.backward(), cross_entropy(logits, labels)[1])
    want = cross_entropy(logits, labels)[1]
    loss.forward(logits, labels)
    labels[...] = 0
    close("dL/dlogits after labels were refilled", loss.backward(), want)
    for logits in (1e4 * normal(rng, 4, 5), normal(rng, 4, 5) + OFFSETS):
        labels = rng.integers(0, 5, 4)
        got = gradient(SoftmaxCrossEntropy, logits, labels)
        close("dL/dlogits of large logits", got, cross_entropy(logits, labels)[1])
    logits, labels = batch(rng, 20, 30)
    for kind in ("uint8", "int32"):
        got = gradient(SoftmaxCrossEntropy, logits, labels.astype(kind))
        close(f"dL/dlogits for {kind} labels", got, cross_entropy(logits, labels)[1])
    logits, labels = rng.integers(1, 9, (5, 3)), rng.integers(0, 3, 5)
    for kind in ("int64", "uint8", "float32"):
        got = gradient(SoftmaxCrossEntropy, logits.astype(kind), labels)
        dtype = np.float32 if kind == "float32" else None
        close(f"dL/dlogits of {kind} logits", got, cross_entropy(logits, labels)[1], 1e-5, dtype)
    logits, labels = normal(rng, 512, 500).astype(np.float32), rng.integers(0, 500, 512)
    assert gradient(SoftmaxCrossEntropy, logits, labels).shape == (512, 500)


def check_squared_error(SquaredError):
    rng = np.random.default_rng(133)
    for n, k in [(5, 3), (1, 5), (4, 1), (3, 3)]:
        prediction, target = normal(rng, n, k), normal(rng, n, k)
        want = squared(prediction, target)
        number("the loss", SquaredError().forward(prediction, target), want[0])
        close("dL/dprediction", gradient(SquaredError, prediction, target), want[1])
    keeps_its_promises(SquaredError, squared, [(normal(rng, 4, 3), normal(rng, 4, 3)) for _ in range(3)])
    for kind in ("int64", "uint8"):
        pair = [rng.integers(0, 12, (4, 3)).astype(kind), rng.integers(90, 99, (4, 3)).astype(kind)]
        number(f"the loss of {kind}", SquaredError().forward(*pair), squared(*pair)[0])
        close(f"dL/dprediction of {kind}", gradient(SquaredError, *pair), squared(*pair)[1])
    pair = [normal(rng, 4, 3).astype(np.float32) for _ in range(2)]
    number("the float32 loss", SquaredError().forward(*pair), squared(*pair)[0], 1e-5)
    close("the float32 gradient", gradient(SquaredError, *pair), squared(*pair)[1], 1e-5, np.float32)
