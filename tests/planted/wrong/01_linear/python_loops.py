"""Right, but three nested Python loops."""
# loses: linear-forward
# hint: none


def forward(self, x):
    self.x = x
    out = np.zeros((len(x), len(self.bias.data)), dtype=self.weight.data.dtype)
    for n in range(len(x)):
        for o in range(len(self.bias.data)):
            total = self.bias.data[o]
            for i in range(x.shape[1]):
                total = total + x[n, i] * self.weight.data[o, i]
            out[n, o] = total
    return out


Linear.forward = forward
