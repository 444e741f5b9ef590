"""Starts the gradients from float64 zeros, also in a float32 layer."""
# loses: linear-backward
# hint: A float64 array has joined in


def backward(self, grad_output):
    if self.weight.grad is None:
        self.weight.grad = np.zeros(self.weight.data.shape)
        self.bias.grad = np.zeros(self.bias.data.shape)
    self.weight.grad += grad_output.T @ self.x
    self.bias.grad += grad_output.sum(axis=0)
    return grad_output @ self.weight.data


Linear.backward = backward
