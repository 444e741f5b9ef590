"""A factory makes the three classes with type(); the functions are lambdas in a table that grows cell by cell."""

TABLE = {}
# %%
TABLE["ReLU"] = (lambda x: np.maximum(x, 0), lambda x, y: np.sign(y))
TABLE.update(Tanh=(np.tanh, lambda x, y: 1 - y * y))


# %%
def stable_sigmoid(x):
    z = np.exp(-np.abs(x))
    return np.where(x < 0, z, 1) / (1 + z)


TABLE |= {"Sigmoid": (stable_sigmoid, lambda x, y: stable_sigmoid(x) * stable_sigmoid(-x))}


# %%
def activation(name):
    function, slope = TABLE[name]

    def forward(self, x):
        x = as_float(x)
        y = function(x)
        self.memory = slope(x, y)
        return y

    def backward(self, grad_output):
        return self.memory * grad_output

    return type(name, (Module,), {"forward": forward, "backward": backward, "__doc__": f"{name}, made to order"})


ReLU, Tanh, Sigmoid = map(activation, ("ReLU", "Tanh", "Sigmoid"))
