"""step is made of lambdas over a state dict; methods come from a mixin and from assignments in later cells."""

DEFAULTS = dict(momentum=0.0, weight_decay=0.0, nesterov=False)


class Described:
    def __repr__(self):
        return f"{type(self).__name__}({self.state!r})"


class SGD(Described):
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        given = dict(lr=lr, momentum=momentum, weight_decay=weight_decay, nesterov=nesterov)
        self.state = DEFAULTS | given | {"p": list(parameters), "v": []}
        self.state["v"] += [None] * len(self.state["p"])

    lr = property(lambda self: self.state["lr"], lambda self, value: self.state.update(lr=value))


# %%
decayed = lambda p, s: p.grad + s["weight_decay"] * p.data if s["weight_decay"] else 1 * p.grad
next_velocity = lambda v, g, mu: g if v is None else mu * v + g
direction = lambda g, v, s: g + s["momentum"] * v if s["nesterov"] else v


# %%
def step(self):
    s = self.state
    for k, p in enumerate(s["p"]):
        if p.grad is None:
            continue
        g = decayed(p, s)
        s["v"][k] = next_velocity(s["v"][k], g, s["momentum"])
        p.data.__isub__(s["lr"] * direction(g, s["v"][k], s))


SGD.step = step
# %%
SGD.zero_grad = lambda self: [setattr(p, "grad", None) for p in self.state["p"]] and None
DEFAULTS["momentum"] = 0.9  # on purpose: every argument is given, so that no default of these counts
