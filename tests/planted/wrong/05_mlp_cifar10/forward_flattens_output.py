"""Flattens the output."""
# loses: mlp-forward
# hint: flattened


def forward(self, x):
    for layer in self.layers:
        x = layer.forward(x)
    return x.ravel()


MLP.forward = forward
