"""Computes the gradients in float32."""
# loses: linear-backward
# hint: Right in single precision only


def backward(self, grad_output):
    grad_output, x = grad_output.astype(np.float32), self.x.astype(np.float32)
    self.weight.accumulate(grad_output.T @ x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data.astype(np.float32)


Linear.backward = backward
