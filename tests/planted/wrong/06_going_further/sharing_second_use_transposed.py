"""Only the second use's product is the wrong way round."""
# loses: further-sharing
# hint: The second use is transposed


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return h.T @ grad_output + grad_a.T @ x, grad_a @ W
