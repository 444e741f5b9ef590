"""Multiplies grad_input with x, as if the layer were elementwise."""
# loses: linear-backward
# hint: multiplied with x


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return (grad_output @ self.weight.data) * self.x


Linear.backward = backward
