"""Sends the gradient back through W^T both times."""
# loses: further-sharing
# hint: on the way to the hidden layer | both times on the way back


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W.T) * (1 - h**2)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W.T
