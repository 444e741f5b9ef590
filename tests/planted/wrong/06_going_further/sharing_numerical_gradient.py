"""Takes central differences of the forward pass in place of the formulas."""
# loses: further-sharing
# hint: none


def shared_linear_gradient(W, x, grad_output):
    def loss(W, x):
        return float(np.sum(np.tanh(x @ W.T) @ W.T * grad_output))

    grads = numerical_gradient(lambda at: loss(at, x), W), numerical_gradient(lambda at: loss(W, at), x)
    return tuple(grad.astype(grad_output.dtype) for grad in grads)
