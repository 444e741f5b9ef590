"""Returns objects whose class has a name of 20 MB, and raises exceptions of such a class."""
# stopped by: wire, limits


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return type("N" * (20 << 20), (), {})()

    def backward(self, grad_output):
        raise type("N" * (20 << 20), (Exception,), {})
