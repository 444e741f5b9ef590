"""For N = 1 keeps the caller's row itself as bias.grad."""
# loses: linear-backward
# hint: Editing grad_output


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    if self.bias.grad is None:
        self.bias.grad = grad_output[0] if len(grad_output) == 1 else grad_output.sum(axis=0)
    else:
        self.bias.grad += grad_output.sum(axis=0)
    return grad_output @ self.weight.data


Linear.backward = backward
