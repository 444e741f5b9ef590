"""Clips to the range from 0 to 1."""
# loses: relu
# hint: Values above 1 are cut off


def forward(self, x):
    x = as_float(x)
    self.mask = x > 0
    return np.clip(x, 0, 1)


ReLU.forward = forward
