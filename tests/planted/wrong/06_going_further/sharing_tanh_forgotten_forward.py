"""The hidden layer has no tanh on the way forward; its slope is taken all the same."""
# loses: further-sharing
# hint: tanh is missing | 1 - h**2 of its output


def shared_linear_gradient(W, x, grad_output):
    h = x @ W.T
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W
