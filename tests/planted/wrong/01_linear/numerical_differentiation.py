"""Differentiates forward numerically: exact for a linear layer, and far too slow."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    x = self.x
    for parameter in (self.weight, self.bias):
        grad = np.zeros(parameter.data.shape)
        for index in np.ndindex(parameter.data.shape):
            before = parameter.data[index]
            parameter.data[index] = before + 0.5
            up = self.forward(x)
            parameter.data[index] = before - 0.5
            grad[index] = np.sum((up - self.forward(x)) * grad_output)
            parameter.data[index] = before
        parameter.accumulate(grad)
    return grad_output @ self.weight.data


Linear.backward = backward
