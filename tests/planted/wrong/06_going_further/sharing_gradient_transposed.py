"""Takes the gradient with respect to W^T, as both products are with W^T."""
# loses: further-sharing
# hint: The gradient is transposed | the transpose of the right answer


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return h.T @ grad_output + x.T @ grad_a, grad_a @ W
