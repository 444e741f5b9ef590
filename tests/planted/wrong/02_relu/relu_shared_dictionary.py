"""Keeps the mask in a dictionary on the class, shared by all layers."""
# loses: relu
# hint: another instance's forward


class ReLU(Module):
    cache = {}

    def forward(self, x):
        x = as_float(x)
        self.cache["mask"] = x > 0
        return np.where(self.cache["mask"], x, 0)

    def backward(self, grad_output):
        return grad_output * self.cache["mask"]
