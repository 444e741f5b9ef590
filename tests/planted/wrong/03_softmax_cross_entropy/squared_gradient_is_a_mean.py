"""Averages the gradient over the samples, which leaves one row."""
# loses: squared-error
# hint: An axis is gone|axes of length 1


def backward(self):
    return self.difference.mean(axis=0)


SquaredError.backward = backward
