"""Makes new Parameters of x's dtype in forward; who holds the old ones gets no gradient."""
# loses: linear-backward
# hint: holding the old one | replaced the first


def forward(self, x):
    self.x = x
    self.weight = Parameter(self.weight.data * 1.0)
    self.bias = Parameter(self.bias.data * 1.0)
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
