"""einsum for the squares, methods given afterwards, the class itself a shell of type()."""

SquaredError = type("SquaredError", (), {"r": None})


def forward(loss, prediction, target):
    loss.r = np.subtract(prediction, target, dtype=np.result_type(as_floating(prediction), as_floating(target)))
    return float(np.einsum("nk,nk->", loss.r, loss.r) / (loss.r.shape[0] * 2))


def backward(loss):
    return np.true_divide(loss.r, loss.r.shape[0])


SquaredError.forward, SquaredError.backward = forward, backward
