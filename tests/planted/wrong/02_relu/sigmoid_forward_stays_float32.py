"""Computes in float32 to save memory and casts back."""
# loses: sigmoid
# hint: Right in single precision only


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        z = np.exp(-np.abs(x.astype(np.float32)))
        self.slope = (z / (1 + z) ** 2).astype(x.dtype)
        return (np.where(x >= 0, np.float32(1), z) / (1 + z)).astype(x.dtype)

    def backward(self, grad_output):
        return grad_output * self.slope
