"""Rounds the weight gradient to four decimals."""
# loses: linear-backward
# hint: but rounded | Small numbers have all become 0


def backward(self, grad_output):
    self.weight.accumulate(np.round(grad_output.T @ self.x, 4))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
