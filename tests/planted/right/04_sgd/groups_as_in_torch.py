"""param_groups as in torch, with lr as a property of the first group; loops while an iterator lasts."""


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        assert not nesterov or momentum > 0, "nesterov needs momentum"
        self.param_groups = [
            {"params": list(parameters), "lr": lr, "momentum": momentum, "decay": weight_decay, "nesterov": nesterov}
        ]
        self.state = {}

    def __getattr__(self, name):
        if name in ("lr", "momentum", "nesterov"):
            return self.param_groups[0][name]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name == "lr":
            self.param_groups[0]["lr"] = value
        else:
            super().__setattr__(name, value)

    def step(self):
        for group in self.param_groups:
            rest = iter(group["params"])
            while (p := next(rest, None)) is not None:
                if p.grad is not None:
                    self.update(p, **{key: value for key, value in group.items() if key != "params"})

    def update(self, p, *, lr, momentum, decay, nesterov):
        d = p.grad.copy()
        if decay:
            d += decay * p.data
        if momentum:
            buffer = self.state.setdefault(p, {}).get("buffer")
            if buffer is None:
                buffer = self.state[p]["buffer"] = d.copy()
            else:
                buffer *= momentum
                buffer += d
            d = d + momentum * buffer if nesterov else buffer
        p.data += -lr * d

    def zero_grad(self):
        for p in (p for group in self.param_groups for p in group["params"]):
            p.grad = None
