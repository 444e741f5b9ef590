"""Keeps the slope in a dictionary of the notebook, shared by all layers."""
# loses: tanh
# hint: another instance's forward


tanh_cache = {}


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        tanh_cache["slope"] = 1 - y**2
        return y

    def backward(self, grad_output):
        return grad_output * tanh_cache["slope"]
