"""Casts everything to float32."""
# loses: relu
# hint: Right in single precision only


class ReLU(Module):
    def forward(self, x):
        x = np.asarray(x, dtype=np.float32)
        self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.mask
