"""Returns a list of ten million numbers from forward, and a large dict from backward."""
# stopped by: wire

NUMBERS, TABLE = [0.5] * 10_000_000, dict.fromkeys(range(200_000), 0.5)


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return NUMBERS

    def backward(self, grad_output):
        return TABLE
