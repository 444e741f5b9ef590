"""Builds the diagonal Jacobian of all entries: right, but out of memory for a real batch."""
# loses: relu
# hint: none


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        jacobian = np.diag(self.mask.ravel().astype(grad_output.dtype))
        return (jacobian @ grad_output.ravel()).reshape(grad_output.shape)
