"""Stops before the first layer's grad_input and returns the gradient of its output."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    for layer in reversed(self.layers):
        grad = grad_output
        grad_output = layer.backward(grad_output)
    return grad


MLP.backward = backward
