"""np.inner forward, np.tensordot backward; the arguments travel as *args."""


class Linear(Linear):
    def forward(self, *args):
        (self.x,) = args
        return np.add(np.inner(self.x, self.weight.data), self.bias.data)

    def backward(self, *args, **kwargs):
        (g,) = args or kwargs.values()
        for parameter, grad in ((self.weight, np.tensordot(g, self.x, axes=(0, 0))), (self.bias, np.add.reduce(g))):
            parameter.accumulate(grad)
        return np.tensordot(g, self.weight.data, axes=1)
