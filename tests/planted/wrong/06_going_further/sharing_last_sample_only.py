"""Goes through the samples one by one, and keeps the last one's gradient of W."""
# loses: further-sharing
# hint: none


def shared_linear_gradient(W, x, grad_output):
    grad_x = np.zeros(x.shape, dtype=grad_output.dtype)
    for k in range(len(x)):
        h = np.tanh(W @ x[k])
        grad_a = (grad_output[k] @ W) * (1 - h**2)
        grad_W = np.outer(grad_output[k], h) + np.outer(grad_a, x[k])
        grad_x[k] = grad_a @ W
    return grad_W, grad_x
