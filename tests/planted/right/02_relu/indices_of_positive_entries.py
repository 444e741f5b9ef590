"""Keeps the places of positive entries instead of a mask, and copies only those."""


def relu_forward(self, x):
    source = np.atleast_1d(as_float(x))
    self.shape, self.places = np.shape(x), np.flatnonzero(source > 0)
    out = np.zeros(source.size, source.dtype)
    out[self.places] = source.ravel()[self.places]
    return out.reshape(self.shape)


def relu_backward(self, grad_output):
    out = np.zeros(np.size(grad_output), grad_output.dtype)
    out[self.places] = np.take(grad_output, self.places)
    return out.reshape(self.shape)


ReLU.forward, ReLU.backward = relu_forward, relu_backward
