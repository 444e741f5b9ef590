"""Collects the inputs in a list that all layers share."""
# loses: linear-backward
# hint: another layer


class Linear(Linear):
    inputs = []

    def forward(self, x):
        self.inputs.append(x)
        return x @ self.weight.data.T + self.bias.data

    def backward(self, grad_output):
        self.weight.accumulate(grad_output.T @ self.inputs[-1])
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output @ self.weight.data
