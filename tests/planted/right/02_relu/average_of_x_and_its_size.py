"""max(x, 0) as (x + |x|) / 2, the slope as (1 + sign) // 2, all with out=."""


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        y = np.abs(x)
        self.gate = np.floor_divide(1 + np.sign(x), 2)
        y = np.add(y, x, out=np.empty_like(y))
        return np.divide(y, 2, out=y)

    def backward(self, grad_output):
        out = np.empty_like(grad_output)
        return np.multiply(grad_output, self.gate, out=out)
