"""Updates the parameters on the way back."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    for layer in reversed(self.layers):
        grad_output = layer.backward(grad_output)
        for parameter in layer.parameters():
            parameter.grad *= 0.1
    return grad_output


MLP.backward = backward
