"""Turns the output of W x^T around with reshape, which scrambles the samples."""
# loses: linear-forward
# hint: reshape does not transpose | This is the transpose


def forward(self, x):
    self.x = x
    out = self.weight.data @ x.T + self.bias.data[:, np.newaxis]
    return out.reshape(len(x), -1)


Linear.forward = forward
