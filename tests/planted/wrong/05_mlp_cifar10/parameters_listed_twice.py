"""Lists every parameter twice: optimizers would take two steps."""
# loses: mlp-forward
# hint: none


class MLP(MLP):
    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters() + layer.parameters()]
