"""The reference trains as torch does: the same losses and weights, step by step, from the same start and batches."""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from bpkit.data import toy

SIZES = (3072, 64, 32, 10)
HOW = {"lr": 0.02, "momentum": 0.9, "weight_decay": 5e-4, "nesterov": True}


@pytest.fixture
def reference(monkeypatch):
    """The module solution/reference.py."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "solution"))
    import reference

    yield reference
    del sys.modules["reference"]


def batches(steps, dtype):
    """Batches of 50 toy images, epoch after epoch."""
    data, rng = toy(), np.random.default_rng(5)
    for start in range(0, steps * 50, 50):
        if start % 2000 == 0:
            order = rng.permutation(2000)
        chosen = order[start % 2000 : start % 2000 + 50]
        yield data.x_train[chosen].astype(dtype), data.y_train[chosen]


def by_reference(reference, steps, dtype):
    """(losses, weights after the last step) of the modules out of the notebooks."""
    model, loss = reference.network(SIZES, np.random.default_rng(3), dtype), reference.SoftmaxCrossEntropy()
    optimizer = reference.SGD(model.parameters(), **HOW)
    losses = [reference.train_epoch(model, loss, optimizer, [batch]) for batch in batches(steps, dtype)]
    return losses, [parameter.data for parameter in model.parameters()]


def by_torch(reference, steps, dtype):
    """The same of torch, from the same weights."""
    start = reference.network(SIZES, np.random.default_rng(3), dtype).parameters()
    layers = [layer for pair in pairwise(SIZES) for layer in (torch.nn.Linear(*pair), torch.nn.ReLU())][:-1]
    model, losses = torch.nn.Sequential(*layers).to(getattr(torch, dtype)), []
    with torch.no_grad():
        for tensor, parameter in zip(model.parameters(), start, strict=True):
            tensor.copy_(torch.from_numpy(parameter.data))
    optimizer = torch.optim.SGD(model.parameters(), **HOW)
    for x, y in batches(steps, dtype):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(torch.from_numpy(x)), torch.from_numpy(y))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, [tensor.detach().numpy() for tensor in model.parameters()]


def test_two_hundred_steps_in_float64(reference):
    """losses and weights of 200 steps agree to 1e-9: every gradient and every update is torch's"""
    losses, weights = by_reference(reference, 200, "float64")
    want_losses, want_weights = by_torch(reference, 200, "float64")

    np.testing.assert_allclose(losses, want_losses, rtol=1e-9)
    for got, want in zip(weights, want_weights, strict=True):
        assert np.linalg.norm(got - want) <= 1e-9 * np.linalg.norm(want)
    assert losses[-1] < losses[0] / 2  # they went somewhere


def test_fifty_steps_in_float32(reference):
    """in the precision that the network is trained in, the losses of 50 steps agree to 1e-3"""
    losses, weights = by_reference(reference, 50, "float32")
    want_losses, _ = by_torch(reference, 50, "float32")

    np.testing.assert_allclose(losses, want_losses, rtol=1e-3)
    assert {array.dtype for array in weights} == {np.dtype("float32")}


def test_the_images_gradient_is_saved_for_training_only(reference):
    """the first layer skips its grad_input when nobody needs it, and computes it otherwise"""
    x, y = next(batches(1, "float32"))
    model, loss = reference.network(SIZES, np.random.default_rng(3)), reference.SoftmaxCrossEntropy()
    loss.forward(model(x), y)
    assert model.backward(loss.backward()) is None
    model.layers[0].needs_grad_input = True
    assert model.backward(loss.backward()).shape == x.shape
