"""Returns lists that hold themselves, lists that double at each level, deep ones and very long ones."""
# stopped by: wire

import itertools


def cyclic():
    items = [1.0]
    items.append(items)
    return items


def doubling(levels):
    items = [0.0]
    for _ in range(levels):
        items = [items, items]
    return items


def deep(levels):
    items = 0.0
    for _ in range(levels):
        items = (items,)
    return items


VALUES = [
    cyclic(), doubling(15), doubling(60), deep(16), deep(900), [0.0] * 19_000, {0.0: cyclic()}, {1: {2: deep(14)}},
]
KINDS = itertools.cycle(VALUES)


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad, self.bias.grad = next(KINDS), next(KINDS)
        return next(KINDS)
