"""Takes the absolute value in forward and its slope -1 in backward."""
# loses: relu
# hint: not their absolute value|as for the absolute value|The derivative at 0


class ReLU(Module):
    def forward(self, x):
        self.x = as_float(x).copy()
        return np.abs(self.x)

    def backward(self, grad_output):
        return grad_output * np.sign(self.x)
