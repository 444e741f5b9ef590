"""Takes tanh of h once more for the slope."""
# loses: further-sharing
# hint: tanh was taken twice


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - np.tanh(h) ** 2)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W
