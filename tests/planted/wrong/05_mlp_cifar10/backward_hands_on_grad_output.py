"""Gives every layer the same grad_output instead of the gradient of the layer above."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    for layer in reversed(self.layers):
        grad = layer.backward(grad_output)
    return grad


MLP.backward = backward
