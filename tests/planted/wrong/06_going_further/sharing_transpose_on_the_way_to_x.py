"""Sends the gradient to x through W^T."""
# loses: further-sharing
# hint: from the hidden layer to x


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W.T
