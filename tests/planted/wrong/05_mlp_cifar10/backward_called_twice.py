"""Calls each layer's backward twice, once for its parameters and once for its input."""
# loses: mlp-backward
# hint: Exactly twice


def backward(self, grad_output):
    for layer in reversed(self.layers):
        layer.backward(grad_output)
        grad_output = layer.backward(grad_output)
    return grad_output


MLP.backward = backward
