"""Builds the whole Jacobian of the output by the weights, nearly all of it zeros."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    n_out, n_in = self.weight.data.shape
    jacobian = np.zeros((len(self.x), n_out, n_out, n_in))
    for o in range(n_out):
        jacobian[:, o, o] = self.x
    self.weight.accumulate(np.einsum("no,nopi->pi", grad_output, jacobian))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
