"""Walks back with grad_output itself, in place."""
# loses: further-sharing
# hint: Make a new array


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_W = grad_output.T @ h
    grad_output[...] = grad_output @ W
    grad_output *= 1 - h**2
    return grad_W + grad_output.T @ x, grad_output @ W
