"""Casts to float32 to save memory, and back."""
# loses: further-sharing
# hint: Right in single precision only


def shared_linear_gradient(W, x, grad_output):
    W, x, grad = (each.astype(np.float32) for each in (W, x, grad_output))
    h = np.tanh(x @ W.T)
    grad_a = (grad @ W) * (1 - h**2)
    return (grad.T @ h + grad_a.T @ x).astype(grad_output.dtype), (grad_a @ W).astype(grad_output.dtype)
