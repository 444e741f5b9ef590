"""Sends the gradient through the Linear layers only."""
# loses: mlp-backward
# hint: does not pass through the ReLU


def backward(self, grad_output):
    for layer in reversed(self.layers):
        if isinstance(layer, Linear):
            grad_output = layer.backward(grad_output)
    return grad_output


MLP.backward = backward
