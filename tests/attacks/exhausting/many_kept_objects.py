"""Returns from each call thousands of objects that have to stay in the jail and be named one by one."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return [object() for _ in range(19_000)]

    def backward(self, grad_output):
        return tuple(object() for _ in range(200_000))
