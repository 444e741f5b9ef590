"""Ends forward with a softmax although the loss has one."""
# loses: mlp-forward
# hint: softmax after the last layer


def forward(self, x):
    for layer in self.layers:
        x = layer.forward(x)
    z = np.exp(x - x.max(axis=1, keepdims=True))
    self.probabilities = z / z.sum(axis=1, keepdims=True)
    return self.probabilities


MLP.forward = forward
