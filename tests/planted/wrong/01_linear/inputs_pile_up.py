"""Collects the inputs in a list and uses the first."""
# loses: linear-backward
# hint: earlier forward


class Linear(Linear):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.inputs = []

    def forward(self, x):
        self.inputs.append(x)
        return x @ self.weight.data.T + self.bias.data

    def backward(self, grad_output):
        self.weight.accumulate(grad_output.T @ self.inputs[0])
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output @ self.weight.data
