"""Pops the layers off the list on the way back: a second pass has none left."""
# loses: mlp-backward
# hint: none


def backward(self, grad_output):
    layers = self.layers
    while len(layers) > 1:
        grad_output = layers.pop().backward(grad_output)
    return layers[0].backward(grad_output)


MLP.backward = backward
