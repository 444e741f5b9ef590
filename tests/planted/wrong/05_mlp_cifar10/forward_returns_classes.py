"""Returns the predicted classes instead of the logits."""
# loses: mlp-forward
# hint: Integers cut off | An axis is gone


def forward(self, x):
    for layer in self.layers:
        x = layer.forward(x)
    return x.argmax(axis=1)


MLP.forward = forward
