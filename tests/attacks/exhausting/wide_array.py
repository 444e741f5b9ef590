"""Returns arrays that weigh nothing but have absurd shapes: broadcast views, 32 dimensions, empty with huge sides."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return np.broadcast_to(np.float64(0), (1 << 31, 1 << 29))

    def backward(self, grad_output):
        self.weight.grad = np.zeros((1,) * 32)
        self.bias.grad = np.empty((0, 1 << 40, 1 << 20), np.uint8)
        return np.broadcast_to(np.float64(0), (10_000, 10_000))
