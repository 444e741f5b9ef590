"""Two Linear objects hold one Parameter, as the notebook shows; a Sequential of one's own runs them both ways."""

(Linear,) = import_from("01_linear.ipynb", "Linear")
(Tanh,) = import_from("02_relu.ipynb", "Tanh")


class Chain(list):
    def forward(self, x):
        for each in self:
            x = each(x)
        return x

    def backward(self, grad):
        for each in reversed(self):
            grad = each.backward(grad)
        return grad


# %%
def shared_linear_gradient(W, x, grad_output):
    kind = np.result_type(W, x, grad_output)
    net = Chain([Linear(len(W), len(W), dtype=kind), Tanh(), Linear(len(W), len(W), dtype=kind)])
    net[0].weight.data[...] = W
    net[2].weight = net[0].weight
    net.forward(x.astype(kind))
    grad_x = net.backward(grad_output)
    return net[0].weight.grad, grad_x
