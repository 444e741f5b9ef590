"""Casts the input to float32 to be quicker."""
# loses: mlp-forward
# hint: single precision | float32


def forward(self, x):
    x = np.asarray(x, dtype=np.float32)
    for layer in self.layers:
        x = layer.forward(x).astype(np.float32)
    return x


MLP.forward = forward
