"""Clips the gradient between the layers to the range from -0.1 to 0.1."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    for layer in reversed(self.layers):
        grad_output = np.clip(layer.backward(grad_output), -0.1, 0.1)
    return grad_output


MLP.backward = backward
