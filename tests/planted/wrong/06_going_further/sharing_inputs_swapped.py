"""Multiplies each layer's gradient with the input of the other one."""
# loses: further-sharing
# hint: inputs of the two uses are swapped


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ x + grad_a.T @ h, grad_a @ W
