"""Raises exceptions whose text cannot be made: it raises, exits, or hangs."""
# stopped by: wire, deadline


class Spiteful(BaseException):
    def __str__(self):
        raise SystemExit(self)


class Endless(Exception):
    def __str__(self):
        while True:
            pass


class Linear(Linear):
    def forward(self, x):
        raise Spiteful

    def backward(self, grad_output):
        raise Endless

    def parameters(self):
        raise Endless
