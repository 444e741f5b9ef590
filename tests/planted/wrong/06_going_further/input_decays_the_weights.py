"""Charges for the size of the weights, as notebook 04 does."""
# loses: further-input
# hint: weight_decay is not used


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    scores = []
    for step in range(steps + 1):
        output = model.forward(x[np.newaxis])
        size = sum(np.sum(p.data**2) for p in model.parameters())
        scores.append(float(output[0, unit] - weight_decay / 2 * size))
        if step < steps:
            grad_output = np.zeros_like(output)
            grad_output[0, unit] = 1
            x += lr * model.backward(grad_output)[0]
    return x, scores
