"""Changes grad_input after it was returned: by a finalizer, by a generator left open, and by any later call."""
# stopped by: wire

import weakref

GIVEN = []


def later(array):
    try:
        yield array
    finally:
        array[...] = np.nan


class Linear(Linear):
    def backward(self, grad_output):
        for array in GIVEN:
            array[...] = np.random.default_rng(len(GIVEN)).standard_normal(array.shape)
        grad = super().backward(grad_output)
        generator = later(grad)
        next(generator)
        weakref.finalize(generator, grad.fill, 7.0)
        GIVEN.append(grad)
        return grad
