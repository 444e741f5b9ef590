"""Transposes W only when the shapes do not fit otherwise: wrong when in = out."""
# loses: linear-forward
# hint: The weight was used transposed


def forward(self, x):
    self.x = x
    weight = self.weight.data
    if x.shape[1] != weight.shape[0]:
        weight = weight.T
    return x @ weight + self.bias.data


Linear.forward = forward
