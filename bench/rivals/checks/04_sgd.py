"""Checks of 04_sgd.ipynb."""

from common import close, normal, np, tensor, torch, unchanged

from bpkit import Parameter

SHAPES = [(3, 4), (3,), (2, 3), (2,), (4, 4), (4, 4)]


def follow(SGD, rng, lrs, scale=1.0, **options):
    """Some steps side by side with torch.optim.SGD."""
    start = [normal(rng, *shape) for shape in SHAPES]
    mine, theirs = [Parameter(value.copy()) for value in start], [tensor(value) for value in start]
    optimizer = SGD(mine, lr=lrs[0], **options)
    oracle = torch.optim.SGD(theirs, lr=lrs[0], **options)
    for lr in lrs:
        optimizer.lr = oracle.param_groups[0]["lr"] = lr
        for parameter, leaf in zip(mine, theirs, strict=True):
            parameter.grad = scale * normal(rng, *parameter.data.shape)
            leaf.grad = tensor(parameter.grad)
        optimizer.step()
        oracle.step()
        for parameter, leaf in zip(mine, theirs, strict=True):
            close("a parameter after a step", parameter.data, leaf.numpy(), 1e-10)


def careful(SGD, rng, **options):
    """Updates in place, gradients stay, parameters without a gradient wait, float32 stays float32."""
    parameter, grad = Parameter(normal(rng, 3, 4)), normal(rng, 3, 4)
    held, before, parameter.grad = parameter.data, parameter.data.copy(), grad.copy()
    optimizer = SGD([parameter], lr=0.1, **options)
    optimizer.step()
    assert parameter.data is held, "step has put another array in the place of .data"
    assert not np.array_equal(held, before), "step moved nothing"
    optimizer.step()
    unchanged("grad", grad, parameter.grad)
    start, grads = [normal(rng, 3, 2), normal(rng, 3)], [[normal(rng, 3, 2), normal(rng, 3)] for _ in range(3)]
    grads[1][0] = None
    mine, theirs = [Parameter(value.copy()) for value in start], [tensor(value) for value in start]
    optimizer, oracle = SGD(mine, lr=0.1, **options), torch.optim.SGD(theirs, lr=0.1, **options)
    for step in grads:
        for parameter, leaf, grad in zip(mine, theirs, step, strict=True):
            parameter.grad = None if grad is None else grad.copy()
            leaf.grad = None if grad is None else tensor(grad)
        optimizer.step()
        oracle.step()
    for parameter, leaf in zip(mine, theirs, strict=True):
        close("a parameter that once had no gradient", parameter.data, leaf.numpy(), 1e-10)
    single = Parameter(normal(rng, 3, 4).astype(np.float32))
    optimizer = SGD([single], lr=0.1, **options)
    for _ in range(2):
        single.grad = normal(rng, 3, 4).astype(np.float32)
        optimizer.step()
    assert single.data.dtype == np.float32, "float32 parameters must stay float32"


def check_sgd_plain(SGD):
    rng = np.random.default_rng(140)
    follow(SGD, rng, [0.1])
    follow(SGD, rng, [0.1, 0.1, 0.03, 0.5])
    follow(SGD, rng, [0.5], scale=1e4)
    careful(SGD, rng)
    parameters = [Parameter(normal(rng, 3, 4)), Parameter(normal(rng, 3))]
    start = [parameter.data.copy() for parameter in parameters]
    parameters[1].grad = normal(rng, 3)
    optimizer = SGD(parameters, lr=0.1)
    optimizer.step()
    unchanged("a parameter without a gradient", start[0], parameters[0].data)
    close("the next one", parameters[1].data, start[1] - 0.1 * parameters[1].grad, 1e-10)
    after = [parameter.data.copy() for parameter in parameters]
    optimizer.zero_grad()
    for parameter, value in zip(parameters, after, strict=True):
        assert parameter.grad is None, "zero_grad must set .grad to None"
        unchanged("data", value, parameter.data)
    tiny, grad = Parameter(1e-6 * normal(rng, 5)), normal(rng, 5) * np.array([1e4, 1e-8, 1.0, 1e2, 1e-4])
    before, tiny.grad = tiny.data.copy(), grad.copy()
    SGD([tiny], lr=0.5).step()
    np.testing.assert_allclose(tiny.data - before, -0.5 * grad, rtol=1e-5)


def check_sgd_momentum(SGD):
    rng = np.random.default_rng(141)
    for lrs in ([0.1] * 4, [0.1, 0.1, 0.01, 0.2]):
        follow(SGD, rng, lrs, momentum=0.9)
    follow(SGD, rng, [0.2], momentum=0.7)
    careful(SGD, rng, momentum=0.9)
    start, one, two = normal(rng, 3, 3, 4)
    parameter = Parameter(start.copy())
    optimizer = SGD([parameter], lr=0.1, momentum=0.5)
    parameter.grad = one.copy()
    optimizer.step()
    parameter.grad[...] = two
    optimizer.step()
    want = start - 0.1 * one - 0.1 * (0.5 * one + two)
    close("the parameter after the gradient's array was used again", parameter.data, want, 1e-10)


def check_sgd_weight_decay(SGD):
    rng = np.random.default_rng(142)
    follow(SGD, rng, [0.1], weight_decay=0.05)
    follow(SGD, rng, [0.1, 0.4, 0.2], weight_decay=0.3)
    follow(SGD, rng, [0.1] * 4, momentum=0.9, weight_decay=0.1)
    careful(SGD, rng, weight_decay=0.1)


def check_sgd_nesterov(SGD):
    rng = np.random.default_rng(143)
    follow(SGD, rng, [0.1] * 4, momentum=0.9, nesterov=True)
    follow(SGD, rng, [0.1, 0.05, 0.2], momentum=0.8, weight_decay=0.1, nesterov=True)
    careful(SGD, rng, momentum=0.9, nesterov=True)
