"""Returns the arrays instead of the Parameters."""
# loses: mlp-forward, mlp-backward
# hint: none


class MLP(MLP):
    def parameters(self):
        return [p.data for layer in self.layers for p in layer.parameters()]
