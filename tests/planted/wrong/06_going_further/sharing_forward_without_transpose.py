"""Computes x W in place of x W^T on the way forward, and goes back as told."""
# loses: further-sharing
# hint: W in place of W^T on the way forward


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W
