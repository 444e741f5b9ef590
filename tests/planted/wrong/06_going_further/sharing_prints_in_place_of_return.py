"""Prints the gradients and returns nothing."""
# loses: further-sharing
# hint: none


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    print(grad_output.T @ h + grad_a.T @ x, grad_a @ W)
