"""Passes the gradient on and forgets the weight's."""
# loses: linear-backward
# hint: not called accumulate


def backward(self, grad_output):
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
