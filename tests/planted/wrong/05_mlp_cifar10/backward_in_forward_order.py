"""Sends the gradient through the layers in forward order."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    for layer in self.layers:
        grad_output = layer.backward(grad_output)
    return grad_output


MLP.backward = backward
