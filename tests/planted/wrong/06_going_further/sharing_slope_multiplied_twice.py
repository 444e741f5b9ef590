"""Multiplies with the slope of tanh on both sides of the first layer's product."""
# loses: further-sharing
# hint: multiplied in twice


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    slope = 1 - h**2
    grad_h = (grad_output @ W) * slope
    grad_a = grad_h * slope
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W
