"""Takes the delta 2 (p - t) of another page's loss."""
# loses: squared-error
# hint: Exactly twice the right answer|a factor 2 went astray


def backward(self):
    return 2 * self.difference / len(self.difference)


SquaredError.backward = backward
