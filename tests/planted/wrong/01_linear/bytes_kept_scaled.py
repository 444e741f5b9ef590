"""Keeps x divided by 255 when it is uint8, but multiplies with x itself."""
# loses: linear-backward
# hint: divided by 255


def forward(self, x):
    self.x = x / 255 if x.dtype == np.uint8 else x
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
