"""Returns a list nested a hundred thousand deep, and a tuple around it."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        self.x, nested = x, []
        for _ in range(100_000):
            nested = [nested]
        return nested

    def backward(self, grad_output):
        return tuple(self.forward(self.x))
