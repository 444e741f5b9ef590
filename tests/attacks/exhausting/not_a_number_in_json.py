"""Returns numbers that JSON has no place for: NaN, infinities, complex and huge integers."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return [float("nan"), float("inf"), -float("inf"), 10**400, 1j, -0.0, 1 << 63]

    def backward(self, grad_output):
        self.weight.grad, self.bias.grad = float("nan"), 10**5000
        return {float("nan"): 1, None: 2, True: 3, 10**18: 4}
