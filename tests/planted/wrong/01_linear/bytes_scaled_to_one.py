"""Divides uint8 input by 255, which nobody asked for."""
# loses: linear-forward
# hint: divided by 255


def forward(self, x):
    self.x = x
    if x.dtype == np.uint8:
        x = x / 255
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
