"""Keeps the very array it returns, so that editing the output closes gates."""
# loses: relu
# hint: The output was edited after forward


class ReLU(Module):
    def forward(self, x):
        self.out = np.maximum(as_float(x), 0)
        return self.out

    def backward(self, grad_output):
        return grad_output * (self.out > 0)
