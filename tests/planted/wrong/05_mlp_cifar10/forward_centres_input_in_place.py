"""Centres the input in place before the first layer."""
# loses: mlp-forward, mlp-backward
# hint: Make a new array | off by one and the same row


def forward(self, x):
    x -= x.mean(axis=0)
    for layer in self.layers:
        x = layer.forward(x)
    return x


MLP.forward = forward
