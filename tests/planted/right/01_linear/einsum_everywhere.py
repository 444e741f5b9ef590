"""Every product is an einsum, one attached with setattr and one by assignment."""


def forward(self, x):
    self.x = np.array(x, dtype=np.result_type(x, self.weight.data))
    return np.einsum("ni,oi->no", self.x, self.weight.data) + self.bias.data


def backward(self, grad_output):
    self.weight.accumulate(np.einsum("no,ni->oi", grad_output, self.x))
    self.bias.accumulate(np.einsum("no->o", grad_output))
    return np.einsum("no,oi->ni", grad_output, self.weight.data)


setattr(Linear, "forward", forward)
Linear.backward = backward
del forward, backward
