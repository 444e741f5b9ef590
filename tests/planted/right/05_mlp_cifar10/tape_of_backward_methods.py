"""forward writes the backward methods of what it runs on a tape; layers are attributes made by setattr."""


class MLP(Module):
    activation = ReLU

    def __init__(self, sizes, rng=None, dtype=np.float64, **options):
        rng = np.random.default_rng() if rng is None else rng
        self.depth = len(sizes) - 1
        for k in range(self.depth):
            setattr(self, f"fc{k}", Linear(sizes[k], sizes[k + 1], rng=rng, dtype=dtype))
            if k < self.depth - 1:
                setattr(self, f"act{k}", options.get("activation", self.activation)())

    def forward(self, x, *, keep=True):
        self.tape = []
        for k in range(self.depth):
            for name in (f"fc{k}", f"act{k}"):
                if layer := getattr(self, name, None):
                    x = layer.forward(x)
                    self.tape.insert(0, layer.backward)
        return x

    def backward(self, grad_output):
        for step in self.tape:
            grad_output = step(grad_output)
        return grad_output
