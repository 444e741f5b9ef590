"""Returns 100 MB from forward and 500 MB from backward."""
# stopped by: wire, limits


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return np.zeros((len(x), 100 << 20), np.uint8)

    def backward(self, grad_output):
        return np.zeros(500 << 17)
