"""Computes x^T g, which accumulate refuses unless in = out."""
# loses: linear-backward
# hint: This is the transpose of the right answer


def backward(self, grad_output):
    self.weight.accumulate(self.x.T @ grad_output)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
