"""Hidden tests of notebook 05: the MLP, minibatches and training.

The reference layers lie beneath the student's MLP, and the reference MLP beneath training, so that one mistake is
charged once; the last test runs everything of the student's own together.
"""

import numpy as np
import pytest

from bpgrade import cases
from bpgrade import student as proxy
from bpgrade.cases import normal
from bpgrade.mistakes import mlp as mistakes

graded_forward = pytest.mark.graded("mlp-forward")
graded_backward = pytest.mark.graded("mlp-backward")
graded_batches = pytest.mark.graded("minibatches")
graded_training = pytest.mark.graded("training", layers="model")

VALUES = {"mlp-backward": ("test_backward_value", "test_grad_input")}
SIZES = {"no hidden": (6, 4), "1 hidden": (6, 5, 4), "3 hidden": (6, 5, 7, 3, 4), "3 equal": (6, 5, 5, 5, 4)}
LENGTHS = {"ragged": (23, 8), "even": (24, 8), "small": (5, 9), "singles": (7, 1), "one left": (17, 8)}
DEPTHS = pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)


@pytest.mark.graded("mlp-forward", weight=2)
@DEPTHS
def test_forward_value(student, oracle, rng, expect, sizes):
    """MLP.forward chains its layers: ReLU between them, none after the last"""
    case, x = cases.mlp(student, rng, sizes), normal(rng, 8, 6)
    expect.true(None not in case.parameters, "parameters() leaves out some: this test could not set their values")
    want, _ = oracle.vjp(oracle.mlp, [x, *case.values], normal(rng, 8, 4))
    expect.close("the output", case.model.forward(x), want, N=8, C=4, candidates=mistakes.outputs(x, case.values))


@graded_forward
def test_parameter_list(student, rng, expect):
    """parameters() lists the weight and the bias of every layer, each once"""
    model = student.MLP([6, 5, 5, 5, 3], rng=proxy.rng(3))
    things = expect.sequence("what parameters() returns", model.parameters(), 8)
    shapes = sorted(np.shape(expect.thing("a parameter", thing).data) for thing in things)
    want = sorted([(5, 6), (5,), (5, 5), (5,), (5, 5), (5,), (3, 5), (3,)])
    expect.true(shapes == want, "the shapes of the parameters are not (out, in) and (out,) of every layer")


@pytest.mark.graded("mlp-forward", needs="test_parameter_list")
def test_layers_start_different(student, rng, expect):
    """layers of the same size are objects of their own, and hidden units do not start equal"""
    things = student.MLP([6, 5, 5, 5, 3], rng=proxy.rng(rng.integers(1 << 31))).parameters()
    weights = [data for data in student.gather(things, "data") if np.ndim(data) == 2]
    different = all(len(np.unique(weight, axis=0)) == len(weight) for weight in weights)
    hint = "Equal units get equal gradients and stay equal for ever: start from random weights."
    expect.true(different, "some units of a layer start with equal weights", hint=hint)
    twins = [weight for weight in weights if weight.shape == (5, 5)]
    expect.true(not np.array_equal(twins[0], twins[1]), "two layers of the same size have the same weights")


@graded_forward
def test_rng_decides(student, rng, expect):
    """the weights come from the rng that is given, and from nothing else"""
    seeds = rng.integers(1 << 31, size=2)
    draws = [[t.data for t in student.MLP([4, 3, 2], rng=proxy.rng(s)).parameters()] for s in (*seeds, seeds[0])]
    same = all(np.array_equal(a, b) for a, b in zip(draws[0], draws[2], strict=True))
    expect.true(same, "the same rng seed gives other weights the second time")
    differ = [not np.array_equal(a, b) for a, b in zip(draws[0], draws[1], strict=True)]  # the biases all start at 0
    expect.true(any(differ), "another rng seed gives the same weights")


@pytest.mark.graded("mlp-forward", weight=0.5)
def test_dtype(student, rng, expect):
    """dtype reaches every layer, and float32 stays float32"""
    case = cases.mlp(student, rng, (6, 5, 4), dtype="float32")
    for thing in case.model.parameters():
        expect.array("a parameter", thing.data, np.shape(thing.data), np.float32)
    expect.array("the output", case.model.forward(normal(rng, 3, 6).astype(np.float32)), (3, 4), np.float32)


@pytest.mark.graded("mlp-forward", weight=0.5)
def test_forward_leaves_arguments_alone(student, rng, expect):
    """MLP changes neither its input nor the list of sizes, and may be called like a function"""
    case, x = cases.mlp(student, rng, (6, 5, 4)), normal(rng, 3, 6)
    held, sizes = student.hold(x), student.hold([6, 5, 4])
    student.MLP(sizes)
    output = expect.array("the output", case.model.forward(x), (3, 4))
    expect.close("model(x)", case.model(held), expect.not_zero("the output", output))
    expect.unchanged("x", x, held.fetch())
    expect.true(sizes.fetch() == [6, 5, 4], "the list of sizes was changed")


def backward(student, oracle, rng, expect, charged, sizes):
    """A case after forward and backward, with .grad_input .want .known .own(thing).

    .want and .known are the right gradients and mistakes, for x and each parameter; .own makes what is right given a
    wrong forward: central differences of it, or, if it is only short of digits, the right gradient.
    """
    case, x, grad_output = cases.mlp(student, rng, sizes), normal(rng, 8, 6), normal(rng, 8, 4)
    held = student.hold(x)
    output = case.model.forward(held)
    case.grad_input = case.model.backward.keep(grad_output)
    right, case.want = oracle.vjp(oracle.mlp, [x, *case.values], grad_output)
    # hints start from the right activations: with a wrong forward they would explain by accident
    known = mistakes.gradients(x, case.values, grad_output)
    case.known = known if expect.agrees(output, right) else [{} for _ in known]

    def own(thing, want):
        if expect.agrees(output, right) or not charged("mlp-forward", "test_forward_value"):
            return []
        moved = (lambda: student.differences(thing or held, (case.model.forward, [held]), upstream=grad_output),)
        return [lambda: want] if expect.agrees(output, right, expect.FLOAT32) else moved

    case.own = own
    return case


@pytest.mark.graded("mlp-backward", weight=3)
@pytest.mark.parametrize("sizes", list(SIZES.values())[:3], ids=list(SIZES)[:3])
def test_backward_value(student, oracle, rng, expect, charged, sizes):
    """MLP.backward gives the gradients of every parameter"""
    case = backward(student, oracle, rng, expect, charged, sizes)
    names = [f"{kind}.grad of layer {i}" for i in range(1, len(sizes)) for kind in ("weight", "bias")]
    rows = zip(names, case.parameters, case.want[1:], case.known[1:], strict=True)
    listed = [row for row in rows if row[1] is not None]
    expect.true(listed or len(sizes) == 2, "no parameter of the layers is among parameters()")
    for name, thing, right, known in listed:
        own = case.own(thing.thing("data"), right)
        limits = {"own_rtol": expect.FLOAT32, "N": 8, "C": 4, "candidates": known}
        expect.consistent(name, thing.grad, right, own, **limits)


@pytest.mark.graded("mlp-backward", weight=2)
@DEPTHS
def test_grad_input(student, oracle, rng, expect, charged, sizes):
    """MLP.backward returns dL/dx"""
    case = backward(student, oracle, rng, expect, charged, sizes)
    grad_input, own = case.grad_input.fetch(), case.own(None, case.want[0])
    limits = {"own_rtol": expect.FLOAT32, "N": 8, "C": 4, "candidates": case.known[0]}
    expect.consistent("grad_input", grad_input, case.want[0], own, **limits)


@graded_backward
def test_gradients_accumulate(student, oracle, rng, expect):
    """a second forward and backward adds to the gradients"""
    case, x, grad_output = cases.mlp(student, rng, (6, 5, 4)), normal(rng, 8, 6), normal(rng, 8, 4)
    things, grads = [thing for thing in case.parameters if thing is not None], []
    for _ in range(2):
        case.model.forward.keep(x)
        case.model.backward.keep(grad_output)
        grads.append([thing.grad for thing in things])
    for once, twice in zip(*grads, strict=True):
        hint = "The second backward has put its gradient in the place of the first: gradients add up."
        want = 2 * expect.not_zero("a parameter's grad", once)
        expect.close("a parameter's grad after two backward calls", twice, want, candidates={hint: once})


@pytest.mark.graded("mlp-backward", weight=0.5)
def test_backward_leaves_grad_output_alone(student, rng, expect):
    """MLP.backward does not change grad_output"""
    model, grad_output = cases.mlp(student, rng, (6, 5, 4)).model, normal(rng, 8, 4)
    held = student.hold(grad_output)
    model.forward.keep(normal(rng, 8, 6))
    grad_input = expect.array("grad_input", model.backward(held), (8, 6))
    expect.not_zero("grad_input", grad_input)
    expect.unchanged("grad_output", grad_output, held.fetch())


def items(student, got):
    """A generator or a named tuple of the student's as a list; anything else as it is."""
    return student.drain(got) if isinstance(got, proxy.Thing) else got


def draw_batches(student, expect, n, batch_size, seed):
    """(list of (x, y) batches, x, y) of the student's minibatches over n numbered samples."""
    x, y = np.arange(2.0 * n).reshape(n, 2), np.arange(n) + 100
    batches = items(student, student.minibatches(x, y, batch_size, proxy.rng(seed)))
    batches = [items(student, batch) for batch in expect.sequence("the batches", batches, None)]
    return expect.sequence("the batches", batches, None, parts=2), x, y


@graded_batches
@pytest.mark.parametrize(
    ("n", "size"), [(23, 8), (24, 8), (5, 9), (7, 1), (17, 8)], ids=["ragged", "even", "small", "singles", "one left"]
)
def test_every_sample_once(student, rng, expect, n, size):
    """minibatches visits every sample once, in batches of batch_size, a ragged last one included"""
    batches, _, y = draw_batches(student, expect, n, size, rng.integers(1 << 31))
    lengths = [np.shape(batch[1])[0] if np.ndim(batch[1]) else 0 for batch in batches]
    want = [size] * (n // size) + [n % size] * (n % size > 0)
    what = "the batches do not have the sizes that batch_size and the number of samples ask for"
    expect.true(lengths == want, what, hint=mistakes.batch_sizes(lengths, n, size))
    seen = np.concatenate([expect.array("y of a batch", b[1].astype(float), b[1].shape) for b in batches])
    expect.true(np.array_equal(np.sort(seen), y), "some samples are visited twice or never")


@graded_batches
def test_pairs_stay_together(student, rng, expect):
    """each row of x keeps its label, and both keep their dtype"""
    batches, x, y = draw_batches(student, expect, 23, 8, rng.integers(1 << 31))
    for batch_x, batch_y in batches:
        fits = np.ndim(batch_x) == 2 and np.ndim(batch_y) == 1
        expect.true(fits, "a batch is not a pair of x (B, D) and y (B,)")
        expect.array("x of a batch", batch_x, (len(batch_y), 2), np.float64)
        expect.true(batch_y.dtype == y.dtype, "labels change their dtype")
        expect.true(np.array_equal(batch_x, x[batch_y - 100]), "rows of x and labels do not belong together")


@graded_batches
def test_shuffled_by_rng(student, rng, expect):
    """the order is shuffled, and the rng that is given decides it"""
    seeds = [int(seed) for seed in rng.integers(1 << 31, size=2)]
    orders = [np.concatenate([b[1] for b in draw_batches(student, expect, 40, 8, s)[0]]) for s in (*seeds, seeds[0])]
    expect.true(not np.array_equal(orders[0], np.arange(40) + 100), "the samples come in their old order")
    expect.true(np.array_equal(orders[0], orders[2]), "the same rng seed gives another order the second time")
    expect.true(not np.array_equal(orders[0], orders[1]), "another rng seed gives the same order")
    blocks = [np.ptp(order[i : i + 8]) == 7 for order in orders for i in range(0, 40, 8)]
    hint = "Draw one order for all samples, and cut the batches out of it."
    expect.true(not all(blocks), "the samples of a batch are neighbours in the data", hint=hint)


@graded_batches
def test_every_epoch_has_an_order_of_its_own(student, rng, expect):
    """a second pass with the same rng has another order: the rng that is given goes on"""
    x, y, generator = normal(rng, 40, 2), np.arange(40), student.hold(proxy.rng(rng.integers(1 << 31)))
    passes = [student.drain(student.minibatches.keep(x, y, 8, generator)) for _ in range(2)]
    orders = [np.concatenate([items(student, batch)[1] for batch in batches]) for batches in passes]
    shuffled = not np.array_equal(orders[0], y)
    hint = "Draw from rng itself, neither from a copy of it nor from a new generator." * shuffled
    expect.true(not np.array_equal(*orders), "the second pass comes in the order of the first", hint=hint)


@pytest.mark.graded("minibatches", weight=0.5)
def test_minibatches_leave_data_alone(student, rng, expect):
    """minibatches does not shuffle the caller's arrays"""
    x, y = normal(rng, 11, 3), rng.integers(0, 5, 11)
    held_x, held_y = student.hold(x), student.hold(y)
    student.drain(student.minibatches.keep(held_x, held_y, 4, proxy.rng(5)))
    expect.unchanged("x", x, held_x.fetch())
    expect.unchanged("y", y, held_y.fetch())


def samples(rng, n=23, d=6, c=4):
    """(x (n,d), labels (n,), batches of 8) with a ragged last batch."""
    x, labels = normal(rng, n, d), rng.integers(0, c, n)
    return x, labels, [(x[i : i + 8], labels[i : i + 8]) for i in range(0, n, 8)]


def train(student, oracle, rng, expect, momentum=0.0, stale=False):
    """One epoch by the student and by torch: (case, right parameters, student's mean loss, right mean loss).

    case.known_ends, case.known_losses: what known mistakes give.
    """
    case, (_, _, batches) = cases.mlp(student, rng, (6, 5, 4)), samples(rng)
    left = [np.ones_like(value) for value in case.values] if stale else None
    case.known_ends = mistakes.trainings(case.values, batches, 0.3, momentum, left)
    case.known_losses = mistakes.losses(case.values, batches, 0.3, momentum)
    optimizer = student.SGD(case.model.parameters(), lr=0.3, momentum=momentum)
    if stale:
        cases.give(case.parameters, left)
    loss = student.train_epoch(case.model, student.SoftmaxCrossEntropy(), optimizer, batches)
    want, want_loss = oracle.train(case.values, batches, 0.3, momentum)
    return case, want, loss, want_loss


@pytest.mark.graded("training", layers="model", weight=3)
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_epoch_trajectory(student, oracle, rng, expect, momentum):
    """train_epoch takes one step per batch: the weights after it are torch's"""
    case, want, _, _ = train(student, oracle, rng, expect, momentum)
    for index, (thing, right) in enumerate(zip(case.parameters, want, strict=True), start=1):
        expect.close(f"parameter {index} after an epoch", thing.data, right, candidates=case.known_ends.part(index - 1))


@pytest.mark.graded("training", layers="model", weight=2)
def test_mean_loss(student, oracle, rng, expect):
    """train_epoch returns the mean loss per sample, a ragged last batch weighted by its size"""
    case, _, loss, want = train(student, oracle, rng, expect)
    expect.number("the loss of an epoch", loss, want, candidates=case.known_losses)


@graded_training
def test_old_gradients_do_not_count(student, oracle, rng, expect):
    """gradients left over from before the epoch are forgotten first"""
    case, want, _, _ = train(student, oracle, rng, expect, stale=True)
    expect.close("a parameter after an epoch", case.parameters[0].data, want[0], candidates=case.known_ends.part(0))


@graded_training
def test_batches_may_be_a_generator(student, oracle, rng, expect):
    """train_epoch goes through its batches once, also when they come from a generator"""
    case, (_, _, batches) = cases.mlp(student, rng, (6, 5, 4)), samples(rng)
    optimizer = student.SGD(case.model.parameters(), lr=0.3)
    once = student.hold(batches).thing("__iter__")()
    student.train_epoch(case.model, student.SoftmaxCrossEntropy(), optimizer, once)
    expect.close("a parameter after an epoch", case.parameters[0].data, oracle.train(case.values, batches, 0.3)[0][0])


@pytest.mark.graded("training", layers="model", weight=2)
@pytest.mark.parametrize("n", [997, 1])
def test_accuracy(student, oracle, rng, expect, n):
    """accuracy is the share of samples whose largest output is their label, between 0 and 1"""
    case, (x, labels, _) = cases.mlp(student, rng, (6, 5, 4)), samples(rng, n)
    outputs, _ = oracle.vjp(oracle.mlp, [x, *case.values], np.zeros((n, 4)))
    labels[::2] = outputs.argmax(axis=1)[::2]
    want = np.mean(outputs.argmax(axis=1) == labels)
    got = student.accuracy(case.model, x, labels.astype(np.uint8))
    if n == 1:  # 0 and 1 have too many reasons for a hint
        expect.true(expect.value("the accuracy", got) == want, "the accuracy for a single sample is wrong")
    expect.number("the accuracy", got, want, N=n, candidates=mistakes.accuracies(outputs, labels))


@pytest.mark.graded("training", layers="own", weight=2)
def test_everything_together(student, oracle, rng, expect):
    """your layers, your loss, your optimizer and your loop together learn what torch learns"""
    case, want, loss, want_loss = train(student, oracle, rng, expect, momentum=0.9)
    expect.number("the loss of an epoch", loss, want_loss, candidates=case.known_losses)
    for index, (thing, right) in enumerate(zip(case.parameters, want, strict=True), start=1):
        expect.true(thing is not None, f"parameter {index} is not among parameters()")
        expect.close(f"parameter {index} after an epoch", thing.data, right)
