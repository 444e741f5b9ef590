"""Hidden tests of notebook 03: softmax, SoftmaxCrossEntropy, SquaredError."""

import numpy as np
import pytest

from bpgrade.cases import normal

graded_softmax = pytest.mark.graded("softmax")
graded_forward = pytest.mark.graded("cross-entropy-forward")
graded_backward = pytest.mark.graded("cross-entropy-backward")
graded_squared = pytest.mark.graded("squared-error")

SIZES = pytest.mark.parametrize(("n", "c"), [(1, 5), (4, 4), (6, 2), (3, 17)], ids=["N=1", "square", "C=2", "C=17"])


def stable_softmax(logits):
    """Row-wise softmax in float64 by numpy, for inputs where torch's own float64 does the same."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def batch(rng, n=6, c=4, scale=2.0):
    """(logits (n,c), labels (n,)) in which every class occurs when n allows it."""
    return normal(rng, n, c, scale=scale), rng.permutation(np.arange(n) % c)


def both(student, logits, labels):
    """(loss, dL/dlogits) of a fresh SoftmaxCrossEntropy."""
    loss = student.SoftmaxCrossEntropy()
    return loss.forward(logits, labels), loss.backward()


@pytest.mark.graded("softmax", weight=2)
def test_softmax_value(student, oracle, rng, expect):
    """softmax turns each row of logits into its probabilities"""
    logits, _ = batch(rng)
    want, _ = oracle.vjp(oracle.softmax, [logits], logits)
    expect.close("the probabilities", student.softmax(logits), want, N=6, C=4, x=logits)


@graded_softmax
@SIZES
def test_softmax_sizes(student, rng, expect, n, c):
    """softmax works for one sample and for any number of classes"""
    logits, _ = batch(rng, n, c)
    expect.close("the probabilities", student.softmax(logits), stable_softmax(logits), N=n, C=c)


@pytest.mark.graded("softmax", needs="test_softmax_value")
@pytest.mark.parametrize("scale", [1e3, 1e4])
def test_softmax_large_logits(student, rng, expect, scale):
    """softmax survives logits far above 709, where exp overflows"""
    logits = rng.uniform(-scale, scale, (5, 4))
    expect.close("the probabilities", student.softmax(logits), stable_softmax(logits), scale=scale)


@pytest.mark.graded("softmax", needs="test_softmax_value")
def test_softmax_rows_of_different_scale(student, rng, expect):
    """softmax treats each row by itself, also when rows are 2000 apart"""
    logits = normal(rng, 4, 5) + np.array([[0.0], [2000.0], [-2000.0], [30.0]])
    expect.close("the probabilities", student.softmax(logits), stable_softmax(logits), rtol=expect.WIDE)


@pytest.mark.graded("softmax", needs="test_softmax_value")
def test_softmax_dtypes(student, rng, expect):
    """softmax takes integer logits, and keeps float32"""
    integers = rng.integers(-4, 5, (5, 3))
    expect.close("the probabilities", student.softmax(integers), stable_softmax(integers.astype(float)))
    logits = normal(rng, 5, 3).astype(np.float32)
    want = stable_softmax(logits.astype(float))
    expect.close("the probabilities", student.softmax(logits), want, rtol=expect.FLOAT32, dtype=np.float32)


@graded_softmax
def test_softmax_leaves_logits_alone(student, rng, expect):
    """softmax does not change the caller's logits"""
    logits, _ = batch(rng)
    held = student.hold(logits)
    student.softmax.keep(held).assign(value=np.zeros(logits.shape))
    expect.unchanged("logits", logits, held.fetch())


@pytest.mark.graded("cross-entropy-forward", weight=2)
def test_loss_value(student, oracle, rng, expect):
    """the loss is the mean negative log-likelihood, in nats"""
    logits, labels = batch(rng)
    want, _ = oracle.cross_entropy(logits, labels)
    expect.number("the loss", student.SoftmaxCrossEntropy().forward(logits, labels), want, N=6, C=4)


@graded_forward
@SIZES
def test_loss_sizes(student, oracle, rng, expect, n, c):
    """the loss is right for one sample and for any number of classes"""
    logits, labels = batch(rng, n, c)
    want, _ = oracle.cross_entropy(logits, labels)
    expect.number("the loss", student.SoftmaxCrossEntropy().forward(logits, labels), want, N=n, C=c)


@pytest.mark.graded("cross-entropy-forward", needs="test_loss_value")
@pytest.mark.parametrize("scale", [1e3, 1e4])
def test_loss_large_logits(student, oracle, rng, expect, scale):
    """the loss of a wrong prediction is large, not infinite: logits up to 1e4"""
    logits, labels = rng.uniform(-scale, scale, (5, 4)), rng.integers(0, 4, 5)
    want, _ = oracle.cross_entropy(logits, labels)
    expect.number("the loss", student.SoftmaxCrossEntropy().forward(logits, labels), want, scale=scale)


@pytest.mark.graded("cross-entropy-forward", needs="test_loss_value")
def test_loss_confident(student, oracle, rng, expect):
    """the loss of a confident and right prediction is tiny, but not clipped"""
    labels = rng.integers(0, 4, 5)
    logits = normal(rng, 5, 4)
    logits[np.arange(5), labels] += 22.0
    want, _ = oracle.cross_entropy(logits, labels)
    got = student.SoftmaxCrossEntropy().forward(logits, labels)
    expect.number("the loss", got, want, rtol=1e-5, atol=1e-13)


@pytest.mark.graded("cross-entropy-forward", needs="test_loss_value")
def test_loss_rows_of_different_scale(student, oracle, rng, expect):
    """the loss treats each row by itself, also when rows are 2000 apart"""
    logits, labels = batch(rng, 4, 5)
    logits += np.array([[0.0], [2000.0], [-2000.0], [30.0]])
    want, _ = oracle.cross_entropy(logits, labels)
    expect.number("the loss", student.SoftmaxCrossEntropy().forward(logits, labels), want, rtol=expect.WIDE)


@graded_forward
@pytest.mark.parametrize("kind", ["uint8", "int32"])
def test_label_dtypes(student, rng, expect, kind):
    """labels may have any integer dtype: no index wraps around"""
    logits, labels = batch(rng, 20, 30)
    want = expect.value("the loss", student.SoftmaxCrossEntropy().forward(logits, labels))
    expect.number("the loss", student.SoftmaxCrossEntropy().forward(logits, labels.astype(kind)), want)


@pytest.mark.graded("cross-entropy-forward", weight=0.5)
@pytest.mark.parametrize("kind", ["int64", "float32"])
def test_loss_input_dtypes(student, rng, expect, kind):
    """the loss takes integer and float32 logits"""
    labels, logits = rng.integers(0, 3, 5), rng.integers(-4, 5, (5, 3)).astype(kind)
    want = expect.value("the loss", student.SoftmaxCrossEntropy().forward(logits.astype(np.float64), labels))
    got = student.SoftmaxCrossEntropy().forward(logits, labels)
    expect.number("the loss", got, want, rtol=expect.FLOAT32)


@graded_forward
def test_loss_leaves_arguments_alone(student, rng, expect):
    """forward changes neither logits nor labels"""
    logits, labels = batch(rng)
    held_logits, held_labels = student.hold(logits), student.hold(labels)
    student.SoftmaxCrossEntropy().forward(held_logits, held_labels)
    expect.unchanged("logits", logits, held_logits.fetch())
    expect.unchanged("labels", labels, held_labels.fetch())


@pytest.mark.graded("cross-entropy-backward", weight=3)
def test_gradient_value(student, oracle, rng, expect):
    """backward gives dL/dlogits of the mean loss"""
    logits, labels = batch(rng)
    _, want = oracle.cross_entropy(logits, labels)
    expect.close("dL/dlogits", both(student, logits, labels)[1], want, N=6, C=4, x=logits)


@graded_backward
@SIZES
def test_gradient_sizes(student, oracle, rng, expect, n, c):
    """dL/dlogits is right for one sample and for any number of classes"""
    logits, labels = batch(rng, n, c)
    _, want = oracle.cross_entropy(logits, labels)
    expect.close("dL/dlogits", both(student, logits, labels)[1], want, N=n, C=c)


@pytest.mark.graded("cross-entropy-backward", weight=2)
def test_gradient_of_own_loss(student, oracle, rng, expect):
    """dL/dlogits is the derivative of your own loss, by central differences"""
    logits, labels = batch(rng, 4, 3)
    loss, held = student.SoftmaxCrossEntropy(), student.hold(logits)
    loss.forward(held, labels)
    got = loss.backward()
    numerical = student.differences(held, (loss.forward, [held, labels]))
    expect.derivative("dL/dlogits", got, numerical, oracle.cross_entropy(logits, labels)[1])


@graded_backward
def test_backward_twice(student, rng, expect):
    """backward may be called twice and gives the same again, whatever became of the first result"""
    logits, labels = batch(rng)
    want = expect.not_zero("dL/dlogits", both(student, logits, labels)[1])
    loss = student.SoftmaxCrossEntropy()
    loss.forward.keep(logits, labels)
    loss.backward.keep().assign(value=np.zeros(logits.shape))
    expect.close("dL/dlogits", loss.backward(), want)


@graded_backward
def test_latest_loss(student, rng, expect):
    """backward belongs to the latest forward of its own instance"""
    first, second = batch(rng), batch(rng, n=5, c=3)
    want = expect.not_zero("dL/dlogits", both(student, *first)[1])
    one, two = student.SoftmaxCrossEntropy(), student.SoftmaxCrossEntropy()
    one.forward.keep(*second)
    one.forward.keep(*first)
    two.forward.keep(*second)
    expect.close("dL/dlogits", one.backward(), want)


@pytest.mark.graded("cross-entropy-backward", needs="test_gradient_value")
def test_gradient_extreme_logits(student, oracle, rng, expect):
    """dL/dlogits stays right for logits of 1e4 and for rows 2000 apart"""
    labels = rng.integers(0, 4, 5)
    for logits in (rng.uniform(-1e4, 1e4, (5, 4)), normal(rng, 5, 4) + np.array([[0], [2e3], [-2e3], [9], [50]])):
        _, want = oracle.cross_entropy(logits, labels)
        expect.close("dL/dlogits", both(student, logits, labels)[1], want, rtol=expect.WIDE, scale=1e4)


@graded_backward
@pytest.mark.parametrize("kind", ["uint8", "int32"])
def test_gradient_label_dtypes(student, rng, expect, kind):
    """dL/dlogits is right for labels of any integer dtype"""
    logits, labels = batch(rng, 20, 30)
    want = expect.not_zero("dL/dlogits", both(student, logits, labels)[1])
    expect.close("dL/dlogits", both(student, logits, labels.astype(kind))[1], want)


@pytest.mark.graded("cross-entropy-backward", weight=0.5)
@pytest.mark.parametrize("kind", ["int64", "float32"])
def test_gradient_dtypes(student, rng, expect, kind):
    """dL/dlogits is float32 for float32 logits, and floating point for integers"""
    labels, logits = rng.integers(0, 3, 5), rng.integers(-4, 5, (5, 3)).astype(kind)
    want = expect.not_zero("dL/dlogits", both(student, logits.astype(np.float64), labels)[1])
    dtype = np.float32 if kind == "float32" else None
    expect.close("dL/dlogits", both(student, logits, labels)[1], want, rtol=expect.FLOAT32, dtype=dtype)


@pytest.mark.graded("cross-entropy-backward", weight=0.5)
def test_large_batch(student, rng, expect):
    """a batch of 512 samples and 500 classes is quick"""
    loss = student.SoftmaxCrossEntropy()
    loss.forward(normal(rng, 512, 500).astype(np.float32), rng.integers(0, 500, 512))
    expect.true(
        loss.backward.keep().fetch("shape") == (512, 500), "dL/dlogits of a large batch has another shape than logits"
    )


def squared(student, prediction, target):
    """(loss, gradient) of a fresh SquaredError."""
    loss = student.SquaredError()
    return loss.forward(prediction, target), loss.backward()


@pytest.mark.graded("squared-error", weight=2)
@pytest.mark.parametrize(("n", "k"), [(5, 3), (1, 4), (4, 1), (3, 3)], ids=["5x3", "N=1", "K=1", "square"])
def test_squared_error(student, oracle, rng, expect, n, k):
    """SquaredError averages 1/2 ||p - t||^2 over samples, and knows its gradient"""
    prediction, target = normal(rng, n, k), normal(rng, n, k)
    loss, grad = squared(student, prediction, target)
    want_loss, want_grad = oracle.squared_error(prediction, target)
    expect.number("the loss", loss, want_loss, N=n, C=k)
    expect.close("dL/dprediction", grad, want_grad, N=n, C=k)


@pytest.mark.graded("squared-error", weight=2)
def test_squared_error_derivative(student, oracle, rng, expect):
    """SquaredError.backward is the derivative of your own loss, by central differences"""
    prediction, target = normal(rng, 4, 3), normal(rng, 4, 3)
    loss, held = student.SquaredError(), student.hold(prediction)
    loss.forward(held, target)
    got = loss.backward()
    numerical = student.differences(held, (loss.forward, [held, target]))
    expect.derivative("dL/dprediction", got, numerical, oracle.squared_error(prediction, target)[1])


@graded_squared
def test_squared_error_contracts(student, oracle, rng, expect):
    """SquaredError takes integers, changes no argument, and may run backward twice"""
    prediction, target = rng.integers(-9, 9, (4, 3)), rng.integers(-9, 9, (4, 3))
    held = [student.hold(prediction), student.hold(target)]
    loss, (want_loss, want_grad) = student.SquaredError(), oracle.squared_error(prediction, target)
    expect.number("the loss", loss.forward(*held), want_loss)
    loss.backward.keep().assign(value=np.zeros((4, 3)))
    expect.close("dL/dprediction", loss.backward(), want_grad)
    expect.unchanged("prediction", prediction, held[0].fetch())
    expect.unchanged("target", target, held[1].fetch())


@graded_squared
def test_squared_error_float32(student, oracle, rng, expect):
    """SquaredError keeps float32"""
    prediction, target = normal(rng, 4, 3).astype(np.float32), normal(rng, 4, 3).astype(np.float32)
    loss, grad = squared(student, prediction, target)
    want_loss, want_grad = oracle.squared_error(prediction, target)
    expect.number("the loss", loss, want_loss, rtol=expect.FLOAT32)
    expect.close("dL/dprediction", grad, want_grad, rtol=expect.FLOAT32, dtype=np.float32)
