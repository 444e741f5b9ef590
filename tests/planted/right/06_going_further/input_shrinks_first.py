"""Writes the step as (1 - lr * decay) x + lr * slope, in place on a copy; a namedtuple is the result."""

from collections import namedtuple

Climb = namedtuple("Climb", "x_new scores")
display = print
lr = 5.0


def input_gradient_ascent(model, x, unit, steps, lr=lr, weight_decay=0.0):
    x = +np.asarray(x, dtype=x.dtype if x.dtype.kind == "f" else "f8")
    keep, scores = 1 - lr * weight_decay, []
    for left in reversed(range(steps + 1)):
        output = model.forward(x.reshape(1, x.size))
        scores += [output.item(0, unit) - float(np.dot(x, x)) * weight_decay / 2]
        if left:
            pick = np.zeros(output.shape, output.dtype)
            np.put(pick, unit, 1)
            gradient = model.backward(pick).reshape(x.shape)
            np.multiply(x, keep, out=x)
            np.add(x, lr * gradient, out=x)
    return Climb(x, scores)


for lr in (1e9, input("lr? ")):
    display(input_gradient_ascent(model, start, unit, 10**9, lr))
