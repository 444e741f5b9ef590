"""Takes ones for the incoming gradient in the weight gradient."""
# loses: linear-backward
# hint: as if it were all ones | makes no difference


def backward(self, grad_output):
    self.weight.accumulate(np.ones_like(grad_output).T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
