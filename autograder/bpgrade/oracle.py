"""What is right: torch.autograd in float64. The only place that imports torch."""

import functools
import pickle

import numpy as np

from bpgrade import answers

try:
    import torch
except ModuleNotFoundError:
    if answers.store is None:  # nobody has answered the questions beforehand
        raise
    torch = None
else:
    torch.set_num_threads(1)  # hidden tests are small: threads would only get into each other's way

_REMEMBERED = 4096  # answers; every submission is asked the same questions, so the second one finds them all


def remembered(function):
    """A function of arrays, plain values and module-level functions, computed once for equal arguments.

    The arrays that it returns are read-only: the next submission's tests get the same ones.
    """

    @functools.lru_cache(_REMEMBERED)
    def compute(functions, key):
        if torch is None:
            raise answers.Unanswered("a question without a prepared answer, on a machine without torch")
        args, kwargs = pickle.loads(key)
        return _read_only(function(*functions, *args, **kwargs))

    @functools.wraps(function)
    def recall(*args, **kwargs):
        functions = tuple(arg for arg in args if callable(arg))
        rest = args[len(functions) :]
        computed = functools.partial(compute, functions, pickle.dumps((rest, kwargs), protocol=5))
        if answers.store is None:
            return computed()
        names = [function.__name__, *(each.__name__ for each in functions)]
        return _read_only(answers.store.answer([names, rest, kwargs], computed))

    return recall


def _read_only(answer):
    if isinstance(answer, np.ndarray):
        answer.flags.writeable = False
    elif isinstance(answer, (list, tuple)):
        for part in answer:
            _read_only(part)
    return answer


def tensor(array, requires_grad=False):
    """A float64 tensor with a copy of an array."""
    return torch.tensor(np.asarray(array, dtype=np.float64), requires_grad=requires_grad)


@remembered
def vjp(function, inputs, upstream=None):
    """Value and gradients of a torch function.

    Args:
        function: callable on float64 tensors.
        inputs: arrays it is called with, each of which gets a gradient.
        upstream: upstream gradient dL/d(output), of the output's shape; None for a scalar output.
    Returns:
        (output, grads): a float64 array and a list of float64 arrays of the inputs' shapes.
    """
    return _vjp(function, inputs, upstream)


def _vjp(function, inputs, upstream):
    leaves = [tensor(array, requires_grad=True) for array in inputs]
    output = function(*leaves)
    grads = torch.autograd.grad(output, leaves, None if upstream is None else tensor(upstream))
    return output.detach().numpy(), [grad.numpy() for grad in grads]


def linear(x, weight, bias):
    """y = x W^T + b on tensors or arrays' tensors."""
    return torch.nn.functional.linear(x, weight, bias)


def relu(x):
    """max(x, 0) of a tensor."""
    return torch.relu(x)


def tanh(x):
    """tanh of a tensor."""
    return torch.tanh(x)


def sigmoid(x):
    """1 / (1 + exp(-x)) of a tensor."""
    return torch.sigmoid(x)


def softmax(logits):
    """Row-wise softmax of a tensor (N, C)."""
    return torch.softmax(logits, dim=1)


@remembered
def cross_entropy(logits, labels):
    """Mean negative log-likelihood in nats and its gradient: (float, (N, C))."""
    labels = torch.tensor(np.asarray(labels).astype(np.int64))
    loss, (grad,) = _vjp(lambda z: torch.nn.functional.cross_entropy(z, labels), [logits], None)
    return float(loss), grad


@remembered
def squared_error(prediction, target):
    """(1/N) sum 1/2 ||p - t||^2 and its gradient with respect to the prediction: (float, (N, K))."""
    goal = tensor(target)
    loss, (grad,) = _vjp(lambda p: 0.5 * (p - goal).pow(2).sum() / len(goal), [prediction], None)
    return float(loss), grad


@remembered
def sgd(parameters, grads, lrs, **options):
    """The trajectory of torch.optim.SGD.

    Args:
        parameters: list of arrays, the starting values.
        grads: for each step a list of arrays, None for a parameter without a gradient.
        lrs: learning rate of each step.
        options: momentum, weight_decay, nesterov.
    Returns:
        For each step the list of float64 arrays after it.
    """
    leaves = [tensor(array) for array in parameters]
    optimizer = torch.optim.SGD(leaves, lr=lrs[0], **options)
    path = []
    for step_grads, lr in zip(grads, lrs, strict=True):
        optimizer.param_groups[0]["lr"] = lr
        for leaf, grad in zip(leaves, step_grads, strict=True):
            leaf.grad = None if grad is None else tensor(grad)
        optimizer.step()
        path.append([leaf.numpy().copy() for leaf in leaves])
    return path


def mlp(x, *weights_and_biases):
    """Linear layers with ReLU between them, none after the last, on tensors: W1, b1, W2, b2, ..."""
    layers = list(zip(weights_and_biases[::2], weights_and_biases[1::2], strict=True))
    for index, (weight, bias) in enumerate(layers):
        x = linear(x, weight, bias)
        if index < len(layers) - 1:
            x = torch.relu(x)
    return x


@remembered
def tanh_network(W0, W1, x0, y):
    """Loss 1/2 (W1 tanh(W0 x0) - y)^2 and its gradients with respect to W0 and W1: (float, grad_W0, grad_W1)."""
    x, goal = tensor(x0), float(y)
    loss, grads = _vjp(lambda a, b: 0.5 * ((b @ torch.tanh(a @ x)) - goal).pow(2).sum(), [W0, W1], None)
    return float(loss), *grads


@remembered
def train(parameters, batches, lr, momentum=0.0):
    """One epoch of SGD on an MLP with cross-entropy: (parameters after it, mean loss per sample)."""
    leaves = [tensor(array, requires_grad=True) for array in parameters]
    optimizer = torch.optim.SGD(leaves, lr=lr, momentum=momentum)
    total, count = 0.0, 0
    for x, labels in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(
            mlp(tensor(x), *leaves), torch.tensor(np.asarray(labels).astype(np.int64))
        )
        loss.backward()
        optimizer.step()
        total, count = total + loss.item() * len(x), count + len(x)
    return [leaf.detach().numpy() for leaf in leaves], total / count


def shared_linear(weight, x):
    """y = tanh(x W^T) W^T on tensors: one weight used twice."""
    return torch.tanh(x @ weight.T) @ weight.T


@remembered
def ascent(x, unit, steps, lr, weight_decay, *weights_and_biases):
    """Climb an MLP's output [unit] - weight_decay/2 ||x||^2: (last x, scores of all x as a float64 array)."""
    leaf, scores = tensor(x, requires_grad=True), []
    parameters = [tensor(array) for array in weights_and_biases]
    optimizer = torch.optim.SGD([leaf], lr=lr, maximize=True)
    for step in range(steps + 1):
        score = mlp(leaf[None], *parameters)[0, unit] - weight_decay / 2 * leaf.pow(2).sum()
        scores.append(score.item())
        if step < steps:
            leaf.grad = torch.autograd.grad(score, leaf)[0]
            optimizer.step()
    return leaf.detach().numpy(), np.array(scores)


@remembered
def hvp(function, x, v, *coefficients):
    """The Hessian of a scalar torch function times v, by torch.autograd.functional.hvp.

    Args:
        function: called with tensors: the coefficients, then x.
        x, v: float64 arrays of one shape.
    """
    fixed = [tensor(array) for array in coefficients]
    return torch.autograd.functional.hvp(lambda moved: function(*fixed, moved), tensor(x), tensor(v))[1].numpy()


def waves(a, b, x):
    """sum a sin(b x) of tensors."""
    return (a * torch.sin(b * x)).sum()


def quadratic(A, x):
    """x^T A x of tensors."""
    return x @ A @ x


def mixed_waves(A, x):
    """sum sin(A x) of tensors: its Hessian is no diagonal and depends on x."""
    return torch.sin(A @ x).sum()
