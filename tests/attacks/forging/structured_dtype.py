"""Gradients are arrays with fields, void items, text, dates and big-endian numbers, one kind after the other."""
# stopped by: wire

import itertools

KINDS = itertools.cycle(["f8,f8", "V8", "U8", "S8", "M8[s]", "m8[s]", ">f8", ">c16", "g", [("x", "f8", (2,))]])


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad = np.zeros(self.weight.data.shape, next(KINDS))
        self.bias.grad = np.zeros(self.bias.data.shape, next(KINDS))
        return np.zeros((len(grad_output), self.weight.data.shape[1]), next(KINDS))
