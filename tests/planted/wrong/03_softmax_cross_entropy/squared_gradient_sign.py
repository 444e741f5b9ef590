"""Returns target minus prediction."""
# loses: squared-error
# hint: Everything is right but the sign


def backward(self):
    return -self.difference / len(self.difference)


SquaredError.backward = backward
