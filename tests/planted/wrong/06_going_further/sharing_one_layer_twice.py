"""Runs one Linear layer twice, whose backward belongs to its latest forward."""
# loses: further-sharing
# hint: The first use was multiplied with h


def shared_linear_gradient(W, x, grad_output):
    layer, tanh = Linear(len(W), len(W)), Tanh()
    layer.weight.data = np.array(W, dtype=grad_output.dtype)
    layer.bias.data = np.zeros(len(W), dtype=grad_output.dtype)
    layer(tanh(layer(x)))
    grad_x = layer.backward(tanh.backward(layer.backward(grad_output)))
    return layer.weight.grad, grad_x
