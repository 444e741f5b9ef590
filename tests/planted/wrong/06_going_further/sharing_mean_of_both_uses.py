"""Averages the gradients of both uses, as there is only one weight."""
# loses: further-sharing
# hint: the mean of both uses | Exactly half the right answer


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return np.mean([grad_output.T @ h, grad_a.T @ x], axis=0), grad_a @ W
