"""Takes one step with the weights as well, when all is done."""
# loses: further-input
# hint: leave the optimizer out


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    scores, optimizer = [], SGD(model.parameters(), lr=lr)
    for step in range(steps + 1):
        output = model.forward(x[np.newaxis])
        scores.append(float(output[0, unit] - weight_decay / 2 * np.sum(x**2)))
        if step < steps:
            grad_output = np.zeros_like(output)
            grad_output[0, unit] = 1
            x += lr * (model.backward(grad_output)[0] - weight_decay * x)
    optimizer.step()
    return x, scores
