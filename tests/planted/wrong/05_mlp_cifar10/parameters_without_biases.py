"""Lists only the weights in a parameters() of its own."""
# loses: mlp-forward
# hint: none


class MLP(MLP):
    def parameters(self):
        return [layer.weight for layer in self.layers if isinstance(layer, Linear)]
