"""Gradients are subclasses that change how an array reads itself: memmap, recarray, matrix, read-only and own ones."""
# stopped by: wire

import itertools


class Shifting(np.ndarray):
    def tobytes(self, order="C"):
        return b"\0" * self.nbytes

    def __buffer__(self, flags):
        return memoryview(b"\0" * self.nbytes)


def read_only(array):
    array.flags.writeable = False
    return array


KINDS = itertools.cycle(
    [
        lambda array: array.view(np.memmap),
        lambda array: array.view(np.recarray),
        lambda array: np.matrix(array),
        lambda array: array.view(Shifting),
        read_only,
    ]
)


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad = next(KINDS)(np.zeros(self.weight.data.shape))
        return next(KINDS)(super().backward(grad_output))
