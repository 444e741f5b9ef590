"""Clears the gradients before it starts, so that nothing accumulates."""
# loses: mlp-backward
# hint: gradients add up


def backward(self, grad_output):
    for parameter in self.parameters():
        parameter.grad = None
    for layer in reversed(self.layers):
        grad_output = layer.backward(grad_output)
    return grad_output


MLP.backward = backward
