"""Returns ones and zeros from forward."""
# loses: relu
# hint: This is the mask


def forward(self, x):
    x = as_float(x)
    self.mask = x > 0
    return self.mask.astype(x.dtype)


ReLU.forward = forward
