"""Squeezes grad_output before summing, which sums the outputs when N = 1."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(np.squeeze(grad_output).sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
