"""Keeps one gradient array and returns it again: what the caller got changes later."""
# loses: relu
# hint: none


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        if getattr(self, "buffer", None) is None:
            self.buffer = np.empty_like(grad_output)
        np.multiply(grad_output, self.mask, out=self.buffer)
        return self.buffer
