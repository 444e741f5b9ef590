"""Only the first use's product is the wrong way round."""
# loses: further-sharing
# hint: The first use is transposed


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h + x.T @ grad_a, grad_a @ W
