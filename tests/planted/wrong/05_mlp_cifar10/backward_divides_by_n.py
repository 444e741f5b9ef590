"""Divides by the batch size, which the loss has done already."""
# loses: mlp-backward
# hint: batch size N


def backward(self, grad_output):
    grad_output = grad_output / len(grad_output)
    for layer in reversed(self.layers):
        grad_output = layer.backward(grad_output)
    return grad_output


MLP.backward = backward
