"""Cuts off at 6, as the ReLU6 of small networks does."""
# loses: relu
# hint: Values above 6 are cut off


def forward(self, x):
    x = as_float(x)
    self.mask = x > 0
    return np.clip(x, 0, 6)


ReLU.forward = forward
