"""Returns one odd value after the other that may cross the wall, to make a hidden test stumble and be excused."""
# stopped by: wire

import itertools

PLAIN = [
    True, -1, 2**62, 1e308, float("nan"), "0.0", "", (), [], {}, (1, [2, {3: 4}]), {"shape": (5, 4)}, [[]],
    [[1, 2], [3]],
]
NUMPY = [
    np.int8(3), np.float16(1), np.complex128(1j), np.bool_(True), np.uint64(2**64 - 1), np.longdouble(1),
    np.str_("x"),
]
SHAPES = [(), (0,), (5, 4), (1, 5, 4, 1), (4, 5), (2, 0, 3)]
ARRAYS = [np.ones(shape, kind) for shape in SHAPES for kind in ("?", "b", "u8", "e", "F", "D")]
ODD = itertools.cycle(
    [value for row in itertools.zip_longest(PLAIN, NUMPY, ARRAYS) for value in row if value is not None]
)


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad, self.bias.grad = next(ODD), next(ODD)
        return next(ODD)
