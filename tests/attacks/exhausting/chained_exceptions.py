"""Raises an exception that was raised because of another, a hundred thousand times over."""
# stopped by: wire
calls = []


class Linear(Linear):
    def forward(self, x):
        calls.append(1)
        error = None
        for _ in range(100_000 if len(calls) < 5 else 0):
            new = ValueError("and another one")
            new.__cause__, new.__context__ = error, error
            error = new
        raise error or ValueError("the last")

    def backward(self, grad_output):
        raise RuntimeError([ValueError(str(number)) for number in range(1000)])
