"""Divides grad_input by the batch size."""
# loses: linear-backward
# hint: Too small by exactly the batch size N


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data / len(grad_output)


Linear.backward = backward
