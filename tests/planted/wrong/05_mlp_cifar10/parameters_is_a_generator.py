"""Writes parameters() as a generator although a list is promised."""
# loses: mlp-forward, mlp-backward
# hint: none


class MLP(MLP):
    def parameters(self):
        for layer in self.layers:
            yield from layer.parameters()
