"""Hidden tests of notebook 03: softmax, SoftmaxCrossEntropy, SquaredError."""

import numpy as np
import pytest

from bpgrade.cases import normal
from bpgrade.mistakes import cross_entropy, shared, softmax, squared_error

graded_softmax = pytest.mark.graded("softmax")
graded_forward = pytest.mark.graded("cross-entropy-forward")
graded_backward = pytest.mark.graded("cross-entropy-backward")
graded_squared = pytest.mark.graded("squared-error")

VALUES = {
    "cross-entropy-backward": ("test_gradient_value", "test_gradient_sizes", "test_gradient_of_own_loss"),
    "squared-error": ("test_squared_error", "test_squared_error_derivative"),
}

SIZES = pytest.mark.parametrize(
    ("n", "c"), [(1, 5), (4, 4), (6, 2), (3, 17), (5, 300)], ids=["N=1", "square", "C=2", "C=17", "C=300"]
)
LABEL_DTYPES = pytest.mark.parametrize("kind", ["uint8", "int32"])
LOGIT_DTYPES = pytest.mark.parametrize("kind", ["int64", "uint8", "float32"])
# No logit above 709, but rows so far apart that a shift shared by all empties some of them.
OFFSETS = np.array([[0.0], [-2000.0], [-4000.0], [30.0]])


def batch(rng, n=6, c=4, scale=2.0):
    """(logits (n,c), labels (n,)): the last classes, down to the first when n allows it, in random order."""
    return normal(rng, n, c, scale=scale), rng.permutation((c - 1 - np.arange(n)) % c)


def whole_numbers(rng, kind):
    """(logits (5,3) of a dtype, labels (5,)): the logits are exact in every dtype."""
    labels = rng.integers(0, 3, 5)
    return rng.integers(1, 9, (5, 3)).astype(kind), labels


def large(rng, scale):
    """Logits (5, 4): in each row the largest is scale, the next 0.9 scale, so that clipping ties them."""
    rest = rng.uniform(-scale, 0.8 * scale, (5, 2))
    return rng.permuted(np.hstack([np.full((5, 1), scale), np.full((5, 1), 0.9 * scale), rest]), axis=1)


def loss_of(student, logits, labels):
    """The loss by a fresh SoftmaxCrossEntropy."""
    return student.SoftmaxCrossEntropy().forward(logits, labels)


def gradient_of(student, logits, labels):
    """dL/dlogits by a fresh SoftmaxCrossEntropy."""
    loss = student.SoftmaxCrossEntropy()
    loss.forward.keep(logits, labels)
    return loss.backward()


def judge_softmax(student, expect, logits, **related):
    """Demand the right probabilities."""
    n, c = logits.shape
    want, candidates = softmax.softmax(logits), softmax.probabilities(logits)
    expect.close("the probabilities", student.softmax(logits), want, N=n, C=c, candidates=candidates, **related)


def judge_loss(student, oracle, expect, logits, labels, **related):
    """Demand the right loss."""
    (n, c), (want, _) = logits.shape, oracle.cross_entropy(logits, labels)
    candidates = cross_entropy.losses(logits, labels)
    expect.number("the loss", loss_of(student, logits, labels), want, N=n, C=c, candidates=candidates, **related)


def judge_gradient(student, oracle, expect, logits, labels, **related):
    """Demand the right dL/dlogits."""
    (n, c), (_, want) = logits.shape, oracle.cross_entropy(logits, labels)
    candidates = cross_entropy.gradients(logits, labels)
    expect.close("dL/dlogits", gradient_of(student, logits, labels), want, N=n, C=c, candidates=candidates, **related)


def finite(expect, name, got, hint):
    """Where the input leaves one reason for NaN or infinity, say it; other faults are for the judge that follows."""
    numbers = isinstance(got, (float, np.floating, np.ndarray)) and np.issubdtype(np.asarray(got).dtype, np.floating)
    expect.true(not numbers or np.isfinite(got).all(), f"{name} holds NaN or infinity", hint=hint)


@pytest.mark.graded("softmax", weight=2)
def test_softmax_value(student, oracle, rng, expect):
    """softmax turns each row of logits into its probabilities"""
    logits, _ = batch(rng)
    want, _ = oracle.vjp(oracle.softmax, [logits], logits)
    candidates = softmax.probabilities(logits)
    expect.close("the probabilities", student.softmax(logits), want, N=6, C=4, x=logits, candidates=candidates)


@graded_softmax
@SIZES
def test_softmax_sizes(student, rng, expect, n, c):
    """softmax works for one sample and for any number of classes"""
    judge_softmax(student, expect, batch(rng, n, c)[0])


@pytest.mark.graded("softmax", needs="test_softmax_value")
@pytest.mark.parametrize("scale", [1e3, 1e4])
def test_softmax_large_logits(student, rng, expect, scale):
    """softmax survives logits far above 709, where exp overflows"""
    judge_softmax(student, expect, large(rng, scale), scale=scale)


@pytest.mark.graded("softmax", needs=("test_softmax_value", "test_softmax_large_logits"))
def test_softmax_rows_of_different_scale(student, rng, expect):
    """softmax treats each row by itself, also when rows are 2000 apart"""
    logits = normal(rng, 4, 5) + OFFSETS
    got = student.softmax(logits)
    finite(expect, "the probabilities", got, softmax.EMPTY_ROW)
    expect.close("the probabilities", got, softmax.softmax(logits), rtol=expect.WIDE)


@pytest.mark.graded("softmax", needs="test_softmax_value")
def test_softmax_dtypes(student, rng, expect):
    """softmax takes integer logits, and keeps float32"""
    integers = rng.integers(-4, 5, (5, 3))
    expect.close("the probabilities", student.softmax(integers), softmax.softmax(integers.astype(float)))
    logits = normal(rng, 5, 3).astype(np.float32)
    want = softmax.softmax(logits.astype(float))
    expect.close("the probabilities", student.softmax(logits), want, rtol=expect.FLOAT32, dtype=np.float32)


@pytest.mark.graded("softmax", weight=0.5, needs=("test_softmax_value", "test_softmax_dtypes"))
def test_softmax_unsigned_logits(student, rng, expect):
    """softmax takes unsigned integers, whose differences must not wrap around"""
    logits = rng.permuted(np.tile(np.arange(120, 126, dtype=np.uint8), (4, 1)), axis=1)
    want, candidates = softmax.softmax(logits.astype(float)), softmax.integer_probabilities(logits)
    expect.close("the probabilities", student.softmax(logits), want, candidates=candidates)


@graded_softmax
def test_softmax_leaves_logits_alone(student, rng, expect):
    """softmax does not change the caller's logits"""
    logits, _ = batch(rng)
    held = student.hold(logits)
    probabilities = student.softmax.keep(held)
    expect.not_zero("the probabilities", probabilities.fetch())
    probabilities.assign(value=np.zeros(logits.shape))
    expect.unchanged("logits", logits, held.fetch())


@pytest.mark.graded("cross-entropy-forward", weight=2)
def test_loss_value(student, oracle, rng, expect):
    """the loss is the mean negative log-likelihood, in nats"""
    judge_loss(student, oracle, expect, *batch(rng))


@graded_forward
@SIZES
def test_loss_sizes(student, oracle, rng, expect, n, c):
    """the loss is right for one sample and for any number of classes"""
    judge_loss(student, oracle, expect, *batch(rng, n, c))


@pytest.mark.graded("cross-entropy-forward", needs="test_loss_value")
@pytest.mark.parametrize("depth", [300.0, 2000.0])
def test_loss_of_improbable_labels(student, oracle, rng, expect, depth):
    """the loss stays finite and right when a label's probability is as small as exp(-2000)"""
    labels, logits = rng.integers(0, 4, 5), -np.abs(normal(rng, 5, 4))
    logits[np.arange(5), labels] -= depth
    finite(expect, "the loss", loss_of(student, logits, labels), cross_entropy.LOG_OF_ZERO)
    judge_loss(student, oracle, expect, logits, labels)


@pytest.mark.graded("cross-entropy-forward", needs=("test_loss_value", "test_loss_of_improbable_labels"))
@pytest.mark.parametrize("scale", [1e3, 1e4])
def test_loss_large_logits(student, oracle, rng, expect, scale):
    """the loss of a wrong prediction is large, not infinite: logits up to 1e4"""
    judge_loss(student, oracle, expect, large(rng, scale), rng.integers(0, 4, 5), scale=scale)


@pytest.mark.graded("cross-entropy-forward", needs="test_loss_value")
def test_loss_confident(student, oracle, rng, expect):
    """the loss of a confident and right prediction is tiny, but not clipped"""
    labels = rng.integers(0, 4, 5)
    logits = normal(rng, 5, 4)
    logits[np.arange(5), labels] += 22.0
    judge_loss(student, oracle, expect, logits, labels, rtol=1e-5, atol=1e-13)


@pytest.mark.graded("cross-entropy-forward", needs=("test_loss_value", "test_loss_large_logits"))
def test_loss_rows_of_different_scale(student, oracle, rng, expect):
    """the loss treats each row by itself, also when rows are 2000 apart"""
    logits, labels = batch(rng, 4, 5)
    logits += OFFSETS
    finite(expect, "the loss", loss_of(student, logits, labels), softmax.EMPTY_ROW)
    judge_loss(student, oracle, expect, logits, labels, rtol=expect.WIDE)


@graded_forward
@LABEL_DTYPES
def test_label_dtypes(student, rng, expect, kind):
    """labels may have any integer dtype: no index wraps around"""
    logits, labels = batch(rng, 20, 30)
    want = expect.value("the loss", loss_of(student, logits, labels))
    expect.number("the loss", loss_of(student, logits, labels.astype(kind)), want)


@pytest.mark.graded("cross-entropy-forward", weight=0.5)
@LOGIT_DTYPES
def test_loss_input_dtypes(student, rng, expect, kind):
    """the loss takes integer and float32 logits"""
    logits, labels = whole_numbers(rng, kind)
    want = expect.value("the loss", loss_of(student, logits.astype(np.float64), labels))
    expect.number("the loss", loss_of(student, logits, labels), want, rtol=expect.FLOAT32)


@graded_forward
def test_loss_leaves_arguments_alone(student, rng, expect):
    """forward changes neither logits nor labels"""
    logits, labels = batch(rng)
    held_logits, held_labels = student.hold(logits), student.hold(labels)
    expect.value("the loss", student.SoftmaxCrossEntropy().forward(held_logits, held_labels))
    expect.unchanged("logits", logits, held_logits.fetch())
    expect.unchanged("labels", labels, held_labels.fetch())


@pytest.mark.graded("cross-entropy-backward", weight=3)
def test_gradient_value(student, oracle, rng, expect):
    """backward gives dL/dlogits of the mean loss"""
    logits, labels = batch(rng)
    judge_gradient(student, oracle, expect, logits, labels, x=logits)


@graded_backward
@SIZES
def test_gradient_sizes(student, oracle, rng, expect, n, c):
    """dL/dlogits is right for one sample and for any number of classes"""
    judge_gradient(student, oracle, expect, *batch(rng, n, c))


@pytest.mark.graded("cross-entropy-backward", weight=2)
def test_gradient_of_own_loss(student, oracle, rng, expect, charged):
    """dL/dlogits is the derivative of your own loss, by central differences"""
    logits, labels = batch(rng, 4, 3)
    loss, held = student.SoftmaxCrossEntropy(), student.hold(logits)
    right, want = oracle.cross_entropy(logits, labels)
    wrong = not expect.agrees(loss.forward(held, labels), right) and charged("cross-entropy-forward", "test_loss_value")
    got = loss.backward()
    numerical = student.differences(held, (loss.forward, [held, labels]))
    expect.derivative("dL/dlogits", got, numerical, want, wrong)


@graded_backward
def test_backward_twice(student, rng, expect):
    """backward may be called twice and gives the same again, whatever became of the first result"""
    logits, labels = batch(rng)
    loss = student.SoftmaxCrossEntropy()
    loss.forward.keep(logits, labels)
    want = expect.not_zero("dL/dlogits", loss.backward())
    candidates = cross_entropy.repeated(want, labels)
    expect.close("the second dL/dlogits", loss.backward(), want, candidates=candidates)
    loss.backward.keep().assign(value=logits)
    expect.close("the last dL/dlogits", loss.backward(), want, candidates=cross_entropy.edited(logits, labels))


@graded_backward
def test_latest_loss(student, rng, expect):
    """backward belongs to the latest forward of its own instance"""
    batches = [batch(rng) for _ in range(3)]
    grads = [expect.not_zero("dL/dlogits", gradient_of(student, *each)) for each in batches]
    one, two = student.SoftmaxCrossEntropy(), student.SoftmaxCrossEntropy()
    one.forward.keep(*batches[1])
    one.forward.keep(*batches[0])
    two.forward.keep(*batches[2])
    candidates = shared.other_forwards(*grads[1:]) | cross_entropy.stale_labels(batches[0][0], batches[1][1])
    expect.close("dL/dlogits", one.backward(), grads[0], candidates=candidates)


@pytest.mark.graded("cross-entropy-backward", weight=0.5)
def test_another_batch(student, rng, expect):
    """one instance takes batches of any size, one after the other"""
    loss = student.SoftmaxCrossEntropy()
    for n, c in ((6, 4), (2, 4), (3, 5)):
        logits, labels = batch(rng, n, c)
        want = expect.not_zero("dL/dlogits", gradient_of(student, logits, labels))
        loss.forward.keep(logits, labels)
        expect.close("dL/dlogits", loss.backward(), want)


@pytest.mark.graded("cross-entropy-backward", weight=0.5)
def test_refilled_labels(student, rng, expect):
    """backward uses the labels that forward saw, even if the caller has refilled their array"""
    logits, labels = batch(rng)
    want = expect.not_zero("dL/dlogits", gradient_of(student, logits, labels))
    loss, held = student.SoftmaxCrossEntropy(), student.hold(labels)
    loss.forward.keep(logits, held)
    held.assign(value=np.array(0))
    expect.close("dL/dlogits", loss.backward(), want, candidates=cross_entropy.refilled_labels(logits, 0 * labels))


@pytest.mark.graded("cross-entropy-backward", needs="test_gradient_value")
def test_gradient_large_logits(student, oracle, rng, expect):
    """dL/dlogits stays right for logits of 1e4"""
    judge_gradient(student, oracle, expect, large(rng, 1e4), rng.integers(0, 4, 5), scale=1e4)


@pytest.mark.graded("cross-entropy-backward", needs=("test_gradient_value", "test_gradient_large_logits"))
def test_gradient_rows_of_different_scale(student, oracle, rng, expect):
    """dL/dlogits treats each row by itself, also when rows are 2000 apart"""
    logits, labels = batch(rng, 4, 5)
    logits += OFFSETS
    finite(expect, "dL/dlogits", gradient_of(student, logits, labels), softmax.EMPTY_ROW)
    judge_gradient(student, oracle, expect, logits, labels, rtol=expect.WIDE)


@graded_backward
@LABEL_DTYPES
def test_gradient_label_dtypes(student, rng, expect, kind):
    """dL/dlogits is right for labels of any integer dtype"""
    logits, labels = batch(rng, 20, 30)
    want = expect.not_zero("dL/dlogits", gradient_of(student, logits, labels))
    expect.close("dL/dlogits", gradient_of(student, logits, labels.astype(kind)), want)


@pytest.mark.graded("cross-entropy-backward", weight=0.5)
@LOGIT_DTYPES
def test_gradient_dtypes(student, rng, expect, kind):
    """dL/dlogits is float32 for float32 logits, and floating point for integers"""
    logits, labels = whole_numbers(rng, kind)
    want = expect.not_zero("dL/dlogits", gradient_of(student, logits.astype(np.float64), labels))
    dtype = np.float32 if kind == "float32" else None
    expect.close("dL/dlogits", gradient_of(student, logits, labels), want, rtol=expect.FLOAT32, dtype=dtype)


@pytest.mark.graded("cross-entropy-backward", weight=0.5)
def test_large_batch(student, rng, expect):
    """a batch of 512 samples and 500 classes is quick"""
    loss = student.SoftmaxCrossEntropy()
    loss.forward(normal(rng, 512, 500).astype(np.float32), rng.integers(0, 500, 512))
    shape = loss.backward.keep().fetch("shape")
    expect.true(shape == (512, 500), "dL/dlogits of a large batch has another shape than logits")


def squared(student, prediction, target):
    """(loss, gradient) of a fresh SquaredError."""
    loss = student.SquaredError()
    return loss.forward(prediction, target), loss.backward()


@pytest.mark.graded("squared-error", weight=2)
@pytest.mark.parametrize(("n", "k"), [(5, 3), (1, 5), (4, 1), (3, 3)], ids=["5x3", "N=1", "K=1", "square"])
def test_squared_error(student, oracle, rng, expect, n, k):
    """SquaredError averages 1/2 ||p - t||^2 over samples, and knows its gradient"""
    prediction, target = normal(rng, n, k), normal(rng, n, k)
    loss, grad = squared(student, prediction, target)
    want_loss, want_grad = oracle.squared_error(prediction, target)
    candidates = squared_error.losses(prediction, target)
    expect.number("the loss", loss, want_loss, N=n, C=k, candidates=candidates)
    candidates = squared_error.gradients(prediction, target)
    expect.close("dL/dprediction", grad, want_grad, N=n, C=k, x=prediction, candidates=candidates)


@pytest.mark.graded("squared-error", weight=2)
def test_squared_error_derivative(student, oracle, rng, expect, charged):
    """SquaredError.backward is the derivative of your own loss, by central differences"""
    prediction, target = normal(rng, 4, 3), normal(rng, 4, 3)
    loss, held = student.SquaredError(), student.hold(prediction)
    right, want = oracle.squared_error(prediction, target)
    wrong = not expect.agrees(loss.forward(held, target), right) and charged("squared-error", "test_squared_error")
    got = loss.backward()
    numerical = student.differences(held, (loss.forward, [held, target]))
    expect.derivative("dL/dprediction", got, numerical, want, wrong)


@graded_squared
@pytest.mark.parametrize("kind", ["int64", "uint8"])
def test_squared_error_integers(student, rng, expect, kind):
    """SquaredError takes integers: no difference wraps around"""
    prediction, target = rng.permutation(np.arange(12)).reshape(4, 3), rng.integers(90, 99, (4, 3))
    want_loss, want_grad = squared(student, prediction.astype(float), target.astype(float))
    prediction, target = prediction.astype(kind), target.astype(kind)
    loss, grad = squared(student, prediction, target)
    expect.number("the loss", loss, want_loss, candidates=squared_error.wrapped(prediction, target))
    expect.close("dL/dprediction", grad, expect.not_zero("dL/dprediction", want_grad))


@graded_squared
def test_squared_error_leaves_arguments_alone(student, rng, expect):
    """SquaredError changes neither prediction nor target"""
    prediction, target = normal(rng, 4, 3), normal(rng, 4, 3)
    loss, held = student.SquaredError(), [student.hold(prediction), student.hold(target)]
    loss.forward.keep(*held)
    grad = loss.backward.keep()
    expect.not_zero("dL/dprediction", grad.fetch())
    grad.assign(value=np.array(0.0))
    expect.unchanged("prediction", prediction, held[0].fetch())
    expect.unchanged("target", target, held[1].fetch())


@graded_squared
def test_squared_error_twice(student, rng, expect):
    """SquaredError.backward may be called twice, whatever became of the first result"""
    prediction, target = normal(rng, 4, 3), normal(rng, 4, 3)
    loss = student.SquaredError()
    loss.forward.keep(prediction, target)
    want = expect.not_zero("dL/dprediction", loss.backward())
    candidates = squared_error.repeated(want, prediction)
    expect.close("the second dL/dprediction", loss.backward(), want, candidates=candidates)
    loss.backward.keep().assign(value=prediction)
    expect.close("the last dL/dprediction", loss.backward(), want, candidates=candidates)


@graded_squared
def test_squared_error_latest(student, rng, expect):
    """SquaredError.backward belongs to the latest forward of its own instance"""
    pairs = [(normal(rng, 4, 3), normal(rng, 4, 3)) for _ in range(3)]
    grads = [expect.not_zero("dL/dprediction", squared(student, *pair)[1]) for pair in pairs]
    one, two = student.SquaredError(), student.SquaredError()
    one.forward.keep(*pairs[1])
    one.forward.keep(*pairs[0])
    two.forward.keep(*pairs[2])
    candidates = shared.other_forwards(*grads[1:])
    expect.close("dL/dprediction", one.backward(), grads[0], candidates=candidates)


@graded_squared
def test_squared_error_float32(student, oracle, rng, expect):
    """SquaredError keeps float32"""
    prediction, target = normal(rng, 4, 3).astype(np.float32), normal(rng, 4, 3).astype(np.float32)
    loss, grad = squared(student, prediction, target)
    want_loss, want_grad = oracle.squared_error(prediction, target)
    expect.number("the loss", loss, want_loss, rtol=expect.FLOAT32)
    expect.close("dL/dprediction", grad, want_grad, rtol=expect.FLOAT32, dtype=np.float32)
