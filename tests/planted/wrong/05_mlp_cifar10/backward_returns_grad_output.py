"""Returns the gradient that came in."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    grad = grad_output
    for layer in reversed(self.layers):
        grad = layer.backward(grad)
    return grad_output


MLP.backward = backward
