"""Casts the gradient to float32."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    grad_output = grad_output.astype(np.float32)
    for layer in reversed(self.layers):
        grad_output = layer.backward(grad_output)
    return grad_output


MLP.backward = backward
