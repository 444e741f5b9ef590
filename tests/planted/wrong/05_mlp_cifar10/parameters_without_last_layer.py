"""Stops one layer early in a parameters() of its own."""
# loses: mlp-forward
# hint: none


class MLP(MLP):
    def parameters(self):
        return [p for layer in self.layers[:-1] for p in layer.parameters()]
