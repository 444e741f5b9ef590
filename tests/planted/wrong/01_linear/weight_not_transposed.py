"""Multiplies by W instead of its transpose, which only square layers survive."""
# loses: linear-forward
# hint: The weight was used transposed


def forward(self, x):
    self.x = x
    return x @ self.weight.data + self.bias.data


Linear.forward = forward
