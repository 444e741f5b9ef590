"""Multiplies in half precision."""
# loses: linear-forward
# hint: half precision


def forward(self, x):
    self.x = x
    product = x.astype(np.float16) @ self.weight.data.T.astype(np.float16)
    return product + self.bias.data


Linear.forward = forward
