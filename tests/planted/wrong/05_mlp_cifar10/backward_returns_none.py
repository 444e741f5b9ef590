"""Does not return the gradient of the input."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    for layer in reversed(self.layers):
        grad_output = layer.backward(grad_output)


MLP.backward = backward
