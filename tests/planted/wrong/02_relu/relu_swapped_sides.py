"""Uses minimum in place of maximum."""
# loses: relu
# hint: The sides are swapped


def forward(self, x):
    x = as_float(x)
    self.mask = x > 0
    return np.minimum(x, 0)


ReLU.forward = forward
