"""Keeps x on the class, where layers overwrite each other's."""
# loses: linear-backward
# hint: another layer


def forward(self, x):
    Linear.x = x
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
