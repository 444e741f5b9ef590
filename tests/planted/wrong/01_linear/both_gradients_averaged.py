"""Divides both parameter gradients by N, as if the loss had not done so."""
# loses: linear-backward
# hint: Too small by exactly the batch size N


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x / len(self.x))
    self.bias.accumulate(grad_output.mean(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
