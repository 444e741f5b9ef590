"""Goes one step and calls itself for the rest; scores are numpy scalars in a list; extra arguments have defaults."""


def score_and_slope(model, x, unit, weight_decay):
    output = model.forward(np.expand_dims(x, 0))
    grad_output = np.zeros_like(output)
    grad_output[:, unit] = np.ones(1)
    slope = np.squeeze(model.backward(grad_output), axis=0)
    return output[0][unit] - weight_decay * np.linalg.norm(x) ** 2 / 2, slope - weight_decay * x


# %%
def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0, *, verbose=False, past=()):
    x = 1.0 * x
    score, slope = score_and_slope(model, x, unit, weight_decay)
    past = [*past, np.float64(score)]
    if verbose:
        print(f"\r{len(past)}: {score}", end="")
    if steps == 0:
        return x, past
    return input_gradient_ascent(model, x + lr * slope, unit, steps - 1, lr, weight_decay, verbose=verbose, past=past)
