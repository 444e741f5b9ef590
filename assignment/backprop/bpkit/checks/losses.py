"""Public checks of 03_softmax_cross_entropy: softmax, SoftmaxCrossEntropy and SquaredError."""

import numpy as np

from bpkit import compare
from bpkit.checks.own_forward import judged_by_own_forward
from bpkit.gradients import agrees, evidence

LOGITS = np.array([[1.0, 2.0, 3.0]])
PROBABILITIES = np.array([[0.09003057, 0.24472847, 0.66524096]])
EIGHT_DECIMALS = 1e-8  # the worked examples are printed with eight

# N = 4 samples, C = 3 classes, rows not alike; every class occurs.
BATCH = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5], [-2.0, 1.0, 0.0], [0.75, 3.0, -1.25]])
LABELS = np.array([2, 1, 0, 1])


def probabilities_have_shape_of_logits(softmax):
    """softmax keeps the shape (N, C), floating point

    Add up along the classes with axis=1 and keepdims=True.
    """
    compare.array("probabilities", softmax(BATCH.copy()), BATCH.shape)


def softmax_of_worked_example(softmax):
    """worked example: softmax of [1, 2, 3]

    Print exp(1), exp(2), exp(3) and their sum; divide.
    """
    got = softmax(LOGITS.copy())
    candidates = {"The sum runs over the samples: it has to run over the classes of a row.": np.ones_like(LOGITS)}
    related = {"candidates": candidates}
    compare.close("probabilities", got, PROBABILITIES, rtol=0.0, atol=EIGHT_DECIMALS, related=related, reveal=True)


def rows_sum_to_one(softmax):
    """every row sums to 1

    Each row is divided by its own sum: axis=1, keepdims=True.
    """
    sums = np.sum(softmax(BATCH.copy()), axis=1)
    error = compare.close("sum of each row", sums, np.ones(len(BATCH)), reveal=True)
    return f"to {error:.0e}"


def shift_changes_nothing(softmax):
    """adding 1000 to all logits of a row changes nothing

    Subtract the largest logit of each row before np.exp.
    """
    shifted = LOGITS + np.array([[0.0], [1000.0], [-1000.0]])
    got = softmax(shifted)
    want = np.repeat(PROBABILITIES, 3, axis=0)
    compare.close("probabilities", got, want, atol=EIGHT_DECIMALS, related={"scale": 1000.0}, reveal=True)


def softmax_leaves_logits_alone(softmax):
    """softmax leaves the logits as they are

    Write logits - m, which is a new array, and not logits -= m.
    """
    logits = BATCH.copy()
    softmax(logits)
    compare.unchanged("logits", BATCH, logits)


def loss_is_a_number(SoftmaxCrossEntropy):
    """forward returns one float

    Take the mean over all samples, and return float(...) of it.
    """
    loss = SoftmaxCrossEntropy().forward(BATCH.copy(), LABELS.copy())
    compare.number("loss", loss, loss)


def loss_of_worked_example(SoftmaxCrossEntropy):
    """worked example: logits [1, 2, 3] cost 0.40760596 with label 2 and 2.40760596 with label 0

    Compute -log of the right class's probability by hand for [1, 2, 3], and compare.
    """
    for label, want in ((2, 0.40760596), (0, 2.40760596)):
        got = SoftmaxCrossEntropy().forward(LOGITS.copy(), np.array([label]))
        _number(f"loss for label {label}", got, want, {"C": 3})


def loss_is_a_mean(SoftmaxCrossEntropy):
    """the loss of a batch is the mean over its samples

    Print the losses of the single samples: their mean, not their sum, is the answer.
    """
    # The logit of the label is 3 in all rows but one, where it is 1: four cost 0.40760596, one costs 2.40760596.
    logits = np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [2.0, 3.0, 1.0], [3.0, 1.0, 2.0], [1.0, 3.0, 2.0]])
    got = SoftmaxCrossEntropy().forward(logits, np.array([2, 0, 2, 0, 1]))
    _number("loss", got, 0.80760596, {"N": 5, "C": 3})


def _number(name, got, want, related):
    compare.number(name, got, want, rtol=0.0, atol=EIGHT_DECIMALS, related=related, reveal=True)


def loss_of_large_logits(SoftmaxCrossEntropy):
    """logits of 1000 and more cost what they should, without NaN or infinity

    Use the form of the section on the loss without a logarithm of zero.
    """
    logits = np.array([[1000.0, 0.0, -1000.0]])
    for label, want in ((0, 0.0), (1, 1000.0), (2, 2000.0)):
        got = SoftmaxCrossEntropy().forward(logits.copy(), np.array([label]))
        compare.number(f"loss for label {label}", got, want, related={"scale": 1000.0}, reveal=True)


def loss_leaves_arguments_alone(SoftmaxCrossEntropy):
    """forward leaves logits and labels as they are

    Look for +=, -= and [...] = on logits and on labels.
    """
    _leaves_arguments_alone(SoftmaxCrossEntropy(), {"logits": BATCH, "labels": LABELS}, backward=False)


def _leaves_arguments_alone(loss, arguments, backward):
    given = {name: value.copy() for name, value in arguments.items()}
    loss.forward(*given.values())
    if backward:
        loss.backward()
    for name, value in given.items():
        compare.unchanged(name, arguments[name], value)


def gradient_has_shape_of_logits(SoftmaxCrossEntropy):
    """backward returns an array of the shape of the logits, floating point

    Start from the probabilities: the gradient has their shape.
    """
    loss = SoftmaxCrossEntropy()
    loss.forward(BATCH.copy(), LABELS.copy())
    compare.array("grad_logits", loss.backward(), BATCH.shape)


def gradient_of_worked_example(SoftmaxCrossEntropy):
    """worked example: the gradient at logits [1, 2, 3] with label 2

    Compare your three numbers with the probabilities of the worked example.
    """
    loss = SoftmaxCrossEntropy()
    loss.forward(LOGITS.copy(), np.array([2]))
    want = np.array([[0.09003057, 0.24472847, -0.33475904]])
    hint = "These are the probabilities themselves: the label has not come in yet."
    related = {"C": 3, "candidates": {hint: PROBABILITIES}}
    compare.close("grad_logits", loss.backward(), want, rtol=0.0, atol=EIGHT_DECIMALS, related=related, reveal=True)


@judged_by_own_forward(loss_is_a_mean)
def gradient_is_right(SoftmaxCrossEntropy):
    """backward returns dL/dlogits of the mean loss

    Take one sample and check, then two: what changes belongs to the mean.
    """
    loss = SoftmaxCrossEntropy()
    loss.forward(BATCH.copy(), LABELS.copy())
    got = loss.backward()
    n, c = BATCH.shape
    error = agrees(
        "grad_logits",
        got,
        lambda logits: loss.forward(logits, LABELS.copy()),
        BATCH,
        related={"N": n, "C": c},
    )
    return evidence(error)


def gradient_rows_sum_to_zero(SoftmaxCrossEntropy):
    """every row of the gradient sums to 0: shifting a row of logits changes nothing

    Print the sum of each row, before and after the label comes in.
    """
    loss = SoftmaxCrossEntropy()
    loss.forward(BATCH.copy(), LABELS.copy())
    compare.close("sum of each row", np.sum(loss.backward(), axis=1), np.zeros(len(BATCH)), reveal=True)


def gradient_leaves_arguments_alone(SoftmaxCrossEntropy):
    """forward and backward leave logits and labels as they are

    Look for +=, -= and [...] = on logits, on labels, and on what forward has kept.
    """
    _leaves_arguments_alone(SoftmaxCrossEntropy(), {"logits": BATCH, "labels": LABELS}, backward=True)


PREDICTION, TARGET = (
    np.array([[1.0, 2.0], [3.0, 4.0], [0.5, 0.0]]),
    np.array([[0.0, 2.0], [1.0, 1.0], [0.5, 2.0]]),
)


def squared_error_types(SquaredError):
    """forward returns one float, backward an array of the prediction's shape

    The loss is float(...) of a mean; the gradient has the shape of the prediction.
    """
    loss = SquaredError()
    value = loss.forward(PREDICTION.copy(), TARGET.copy())
    compare.number("loss", value, value)
    compare.array("grad_prediction", loss.backward(), PREDICTION.shape)


def squared_error_of_worked_examples(SquaredError):
    """worked examples: one sample costs 0.01747419; three cost (0.5 + 6.5 + 2) / 3 = 3

    Write down 1/2 ||p - t||^2 of each sample, and then their mean.
    """
    got = SquaredError().forward(np.array([[0.31305516]]), np.array([[0.5]]))
    _number("loss of one sample", got, 0.01747419, {})
    got = SquaredError().forward(PREDICTION.copy(), TARGET.copy())
    compare.number("loss of three samples", got, 3.0, related={"N": 3, "C": 2}, reveal=True)


@judged_by_own_forward(squared_error_of_worked_examples)
def squared_error_gradient_is_right(SquaredError):
    """backward returns dL/dprediction of the mean loss

    Differentiate 1/2 (p - t)^2 for one number, then divide by the number of samples.
    """
    loss = SquaredError()
    loss.forward(PREDICTION.copy(), TARGET.copy())
    got = loss.backward()
    related = {"N": 3, "C": 2, "x": PREDICTION}
    error = agrees(
        "grad_prediction", got, lambda moved: loss.forward(moved, TARGET.copy()), PREDICTION, related=related
    )
    return evidence(error)


def squared_error_leaves_arguments_alone(SquaredError):
    """forward and backward leave prediction and target as they are

    Write prediction - target, which is a new array.
    """
    _leaves_arguments_alone(SquaredError(), {"prediction": PREDICTION, "target": TARGET}, backward=True)


EXERCISES = {
    "softmax": (
        probabilities_have_shape_of_logits,
        softmax_of_worked_example,
        rows_sum_to_one,
        shift_changes_nothing,
        softmax_leaves_logits_alone,
    ),
    "cross-entropy-forward": (
        loss_is_a_number,
        loss_of_worked_example,
        loss_is_a_mean,
        loss_of_large_logits,
        loss_leaves_arguments_alone,
    ),
    "cross-entropy-backward": (
        gradient_has_shape_of_logits,
        gradient_of_worked_example,
        gradient_is_right,
        gradient_rows_sum_to_zero,
        gradient_leaves_arguments_alone,
    ),
    "squared-error": (
        squared_error_types,
        squared_error_of_worked_examples,
        squared_error_gradient_is_right,
        squared_error_leaves_arguments_alone,
    ),
}
