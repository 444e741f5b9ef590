"""Divides the kept difference in place: the second backward divides again."""
# loses: squared-error
# hint: The first backward changed what forward had kept


def backward(self):
    self.difference /= len(self.difference)
    return self.difference.copy()


SquaredError.backward = backward
