"""Clips the logits to the range from -0.1 to 0.1 for stability."""
# loses: mlp-forward
# hint: none


def forward(self, x):
    for layer in self.layers:
        x = layer.forward(x)
    self.inside = np.abs(x) < 0.1
    return np.clip(x, -0.1, 0.1)


MLP.forward = forward
