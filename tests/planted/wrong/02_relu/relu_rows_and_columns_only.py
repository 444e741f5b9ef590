"""Loops over rows and columns, so that only 2-D arrays work."""
# loses: relu
# hint: none


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 0
        out = np.zeros(x.shape, x.dtype)
        for i in range(x.shape[0]):
            for j in range(x.shape[1]):
                out[i, j] = max(x[i, j], 0)
        return out

    def backward(self, grad_output):
        n, k = grad_output.shape
        return grad_output * self.mask.reshape(n, k)
