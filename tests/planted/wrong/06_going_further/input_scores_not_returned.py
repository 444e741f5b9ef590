"""Returns x alone."""
# loses: further-input
# hint: none


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    for _ in range(steps):
        output = model.forward(x[np.newaxis])
        grad_output = np.zeros_like(output)
        grad_output[0, unit] = 1
        x += lr * (model.backward(grad_output)[0] - weight_decay * x)
    return x
