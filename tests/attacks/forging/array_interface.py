"""Gradients offer numpy an address of memory by __array_interface__, for whoever turns them into an array."""
# stopped by: wire


class Address:
    def __init__(self, shape):
        self.shape, self.ndim = shape, len(shape)

    @property
    def __array_interface__(self):
        return {"version": 3, "shape": self.shape, "typestr": "<f8", "data": (4096, False)}


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad, self.bias.grad = Address(self.weight.data.shape), Address(self.bias.data.shape)
        return Address(super().backward(grad_output).shape)
