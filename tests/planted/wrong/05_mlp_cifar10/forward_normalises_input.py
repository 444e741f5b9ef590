"""Divides the input by 255, as the images of the lecture needed."""
# loses: mlp-forward, mlp-backward
# hint: none


def forward(self, x):
    x = x / 255.0
    for layer in self.layers:
        x = layer.forward(x)
    return x


MLP.forward = forward
