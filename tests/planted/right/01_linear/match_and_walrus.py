"""match on the dtype's kind, walrus in the return, unicode names, operator.matmul."""

from operator import matmul


class Linear(Linear):
    """Läyer: ŷ = x Wᵀ + b"""

    def forward(self, x):
        match np.asarray(x):
            case np.ndarray(dtype=kind) as array if kind.kind in "iub":
                self.χ = array.astype(self.weight.data.dtype)
            case array:
                self.χ = array
        return (ŷ := matmul(self.χ, self.weight.data.T)) + np.zeros_like(ŷ) + self.bias.data

    def backward(self, ᵟ):
        match self:
            case Linear(weight=W, bias=b):
                W.accumulate(matmul(ᵟ.T, self.χ))
                b.accumulate(ᵟ.sum(0))
        return matmul(ᵟ, self.weight.data)
