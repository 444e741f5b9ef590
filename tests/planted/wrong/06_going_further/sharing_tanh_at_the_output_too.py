"""Has a tanh behind the second layer as well, and multiplies with its slope."""
# loses: further-sharing
# hint: none


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    y = np.tanh(h @ W.T)
    grad_b = grad_output * (1 - y**2)
    grad_a = (grad_b @ W) * (1 - h**2)
    return grad_b.T @ h + grad_a.T @ x, grad_a @ W
