"""Sends the gradient to x through one layer only: the weight is the same, so once is enough."""
# loses: further-sharing
# hint: has met W only once


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h + grad_a.T @ x, grad_output @ W
