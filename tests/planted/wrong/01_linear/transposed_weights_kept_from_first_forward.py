"""Keeps a transposed copy of the weights from the first forward and never sees an update."""
# loses: linear-forward
# hint: none


def forward(self, x):
    self.x = x
    if not hasattr(self, "columns"):
        self.columns = self.weight.data.T.copy()
    return x @ self.columns + self.bias.data


Linear.forward = forward
