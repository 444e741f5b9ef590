"""Returns objects that never come to an end when they are turned into an array, a number, a text or a list."""
# stopped by: wire, deadline


class Stubborn(list):
    def wait(self, *arguments, **options):
        while True:
            pass

    __array__ = __iter__ = __len__ = __float__ = __getitem__ = __repr__ = __reduce__ = __deepcopy__ = wait


class Scalar(np.float64):
    tobytes = Stubborn.wait


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return Stubborn()

    def backward(self, grad_output):
        return Scalar(1)
