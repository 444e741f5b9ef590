"""Sets grad_output to zero when it is done with it."""
# loses: mlp-backward
# hint: Make a new array


def backward(self, grad_output):
    grad = grad_output
    for layer in reversed(self.layers):
        grad = layer.backward(grad)
    grad_output *= 0
    return grad


MLP.backward = backward
