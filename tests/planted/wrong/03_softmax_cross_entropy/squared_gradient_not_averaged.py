"""Returns the difference, not divided by N."""
# loses: squared-error
# hint: a sum was taken where a mean belongs


def backward(self):
    return self.difference.copy()


SquaredError.backward = backward
