"""Returns a list of rows."""
# loses: linear-forward
# hint: none


def forward(self, x):
    self.x = x
    return [self.weight.data @ row + self.bias.data for row in x]


Linear.forward = forward
