"""Multiplies the bias gradient with the bias."""
# loses: linear-backward
# hint: multiplied with the bias


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0) * self.bias.data)
    return grad_output @ self.weight.data


Linear.backward = backward
