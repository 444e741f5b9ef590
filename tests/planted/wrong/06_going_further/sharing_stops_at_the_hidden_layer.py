"""Returns the hidden layer's gradient as that of x."""
# loses: further-sharing
# hint: This is the gradient of the hidden layer


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h + grad_a.T @ x, grad_a
