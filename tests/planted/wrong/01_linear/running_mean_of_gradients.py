"""Averages the new gradient with the old one."""
# loses: linear-backward
# hint: replaced the first | was not added | averaged with the first


def backward(self, grad_output):
    for parameter, grad in ((self.weight, grad_output.T @ self.x), (self.bias, grad_output.sum(axis=0))):
        parameter.grad = grad if parameter.grad is None else (parameter.grad + grad) / 2
    return grad_output @ self.weight.data


Linear.backward = backward
