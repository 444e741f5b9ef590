"""Runs forward again with the new W0 before it computes the gradient of W1."""
# loses: chain-rule-tanh
# hint: The new W0 was used


def tanh_network_step(W0, W1, x0, y, lr):
    x1 = W0 @ x0
    x2 = np.tanh(x1)
    x3 = W1 @ x2
    loss = 0.5 * float(x3[0] - y) ** 2
    dx3 = x3 - y
    dx2 = dx3 @ W1
    dx1 = dx2 * (1 - x2**2)
    new_W0 = W0 - lr * np.outer(dx1, x0)
    x2 = np.tanh(new_W0 @ x0)
    dW1 = np.outer(W1 @ x2 - y, x2)
    return new_W0, W1 - lr * dW1, loss
