"""Checks of 00_chain_rule.ipynb."""

import contextlib

from common import autograd, close, normal, np, number, tensor, torch, unchanged


def check_chain_rule_numerical(numerical_gradient):
    rng = np.random.default_rng(100)
    for shape in [(6,), (3, 4), (2, 3, 2), (4, 4), ()]:
        a, b, x = normal(rng, *shape), rng.uniform(0.5, 2, shape), np.array(normal(rng, *shape))

        def wave(at, a=a, b=b):
            return float(np.sum(a * np.sin(b * at)))

        before = x.copy()
        _, (want,) = autograd(lambda t, a=a, b=b: (tensor(a) * torch.sin(tensor(b) * t)).sum(), [x])
        close("the gradient", np.asarray(numerical_gradient(wave, x)), want, 1e-8)
        unchanged("x", before, x)
    matrix, x = normal(rng, 5, 5), normal(rng, 5)
    got = numerical_gradient(lambda at: float(at @ matrix @ at), x)
    close("the gradient of a quadratic form", got, (matrix + matrix.T) @ x, 1e-8)
    a, b, x = normal(rng, 3, 4), rng.uniform(0.5, 2, (3, 4)), normal(rng, 3, 4)

    def wave(at):
        return float(np.sum(a * np.sin(b * at)))

    def slope(at):
        return a * b * np.cos(b * at)

    wide = np.zeros((3, 8))
    wide[:, ::2] = x
    for laid_out in (np.asfortranarray(x), wide[:, ::2]):
        close("the gradient of a view", numerical_gradient(wave, laid_out), slope(x), 1e-8)
    h = 0.3
    want = a * (np.sin(b * (x + h)) - np.sin(b * (x - h))) / (2 * h)
    close("the gradient with h=0.3", numerical_gradient(wave, x, h=h), want)
    for other in (rng.integers(-3, 4, (3, 4)), normal(rng, 3, 4).astype(np.float32)):
        close(f"the gradient at {other.dtype}", numerical_gradient(wave, other), slope(other), 1e-7, np.float64)

    def failing(at):
        raise ValueError

    before = x.copy()
    with contextlib.suppress(ValueError):
        numerical_gradient(failing, x)
    unchanged("x", before, x)


def check_chain_rule_tanh(tanh_network_step):
    rng = np.random.default_rng(101)
    for hidden, inputs in [(3, 4), (1, 1), (1, 5), (4, 4)]:
        W0, W1, x0, y, lr = normal(rng, hidden, inputs), normal(rng, 1, hidden), normal(rng, inputs), rng.normal(), 0.3
        held = [W0.copy(), W1.copy(), x0.copy()]

        def half_square(a, b, x=x0, y=y):
            return 0.5 * ((b @ torch.tanh(a @ tensor(x))) - y).pow(2).sum()

        want, (grad_W0, grad_W1) = autograd(half_square, [W0, W1])
        new_W0, new_W1, loss = tanh_network_step(W0, W1, x0, y, lr)
        close("new_W0", new_W0, W0 - lr * grad_W0)
        close("new_W1", new_W1, W1 - lr * grad_W1)
        number("the loss", loss, want)
        for name, before, after in zip(("W0", "W1", "x0"), held, (W0, W1, x0), strict=True):
            unchanged(name, before, after)
    W0, W1, x0 = rng.integers(-2, 3, (3, 2)), np.array([[1, -1, 2]]), rng.integers(1, 3, 2)
    _, (grad_W0, grad_W1) = autograd(lambda a, b: 0.5 * ((b @ torch.tanh(a @ tensor(x0))) - 1).pow(2).sum(), [W0, W1])
    new_W0, new_W1, _ = tanh_network_step(W0, W1, x0, 1.0, 0.3)
    close("new_W0 for integers", new_W0, W0 - 0.3 * grad_W0)
    close("new_W1 for integers", new_W1, W1 - 0.3 * grad_W1)
