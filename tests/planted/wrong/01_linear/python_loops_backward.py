"""Right, but three nested Python loops."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    n_out, n_in = self.weight.data.shape
    grad, grad_input = np.zeros_like(self.weight.data), np.zeros((len(self.x), n_in), dtype=self.weight.data.dtype)
    for n in range(len(self.x)):
        for o in range(n_out):
            for i in range(n_in):
                grad[o, i] += grad_output[n, o] * self.x[n, i]
                grad_input[n, i] += grad_output[n, o] * self.weight.data[o, i]
    self.weight.accumulate(grad)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_input


Linear.backward = backward
