"""Clips the logits to the range from -1 to 1 for stability."""
# loses: mlp-forward
# hint: none


def forward(self, x):
    for layer in self.layers:
        x = layer.forward(x)
    self.inside = np.abs(x) < 1
    return np.clip(x, -1, 1)


MLP.forward = forward
