"""Leaves the first layer out: its parameters get no gradient."""
# loses: mlp-backward
# hint: not called accumulate


def backward(self, grad_output):
    for layer in reversed(self.layers[1:]):
        grad_output = layer.backward(grad_output)
    return grad_output


MLP.backward = backward
