"""Takes N for every bias gradient, as if the incoming gradient were all ones."""
# loses: linear-backward
# hint: as if it were all ones | makes no difference


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(np.full_like(self.bias.data, len(grad_output)))
    return grad_output @ self.weight.data


Linear.backward = backward
