"""Returns a small list that is exponentially large when it is walked."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        self.x, nested = x, [0.0]
        for _ in range(14):
            nested = [nested] * 100
        return nested

    def backward(self, grad_output):
        return self.forward(self.x)
