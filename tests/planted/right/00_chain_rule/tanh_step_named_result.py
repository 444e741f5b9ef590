"""Returns a NamedTuple of annotated fields, which unpacks like any tuple."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    new_W0: np.ndarray
    new_W1: np.ndarray
    loss: float


# %%
def tanh_network_step(W0: np.ndarray, W1: np.ndarray, x0: np.ndarray, y: float, lr: float) -> Step:
    x2 = np.tanh(np.einsum("hd,d->h", W0, x0))
    dx3 = (x3 := np.einsum("oh,h->o", W1, x2)) - y
    dW1 = np.einsum("o,h->oh", dx3, x2)
    dW0 = np.einsum("o,oh,h,d->hd", dx3, W1, 1 - x2 * x2, x0)
    return Step(W0 - lr * dW0, W1 - lr * dW1, loss=0.5 * float(x3.item() - y) ** 2)
