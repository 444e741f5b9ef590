"""Nothing but einsum, 1/cosh^2 for the slope, and a NamedTuple for the result."""

from __future__ import annotations

from typing import NamedTuple


class Gradients(NamedTuple):
    W: np.ndarray
    x: np.ndarray


# %%
def shared_linear_gradient(W, x, grad_output):
    a = np.einsum("nj,ij->ni", x, W)
    da = np.einsum("ni,ij->nj", grad_output, W) / np.cosh(a) ** 2
    both = np.einsum("ni,nj->ij", grad_output, np.tanh(a)) + np.einsum("ni,nj->ij", da, x)
    return Gradients(W=both, x=np.einsum("ni,ij->nj", da, W))
