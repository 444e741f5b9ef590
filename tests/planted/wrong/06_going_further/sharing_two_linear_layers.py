"""Leaves tanh out both ways."""
# loses: further-sharing
# hint: tanh is missing | The slope of tanh is missing


def shared_linear_gradient(W, x, grad_output):
    h = x @ W.T
    grad_h = grad_output @ W
    return grad_output.T @ h + grad_h.T @ x, grad_h @ W
