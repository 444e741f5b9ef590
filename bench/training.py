"""A training step of the reference, beside eager torch and the bare matrix products: `python bench/training.py`.

All three do the same steps on the same batches, by turns, in one run and on as many threads: forward, loss, backward,
SGD with momentum and weight decay, float32. The floor is nothing but the products that any of them needs, by numpy;
the gradient of the images is needed by none. Peak memory is measured in a process for each, above what imports take.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

SIZES = (3072, 1024, 512, 10)
BATCHES = (128, 256, 1024)
HOW = {"lr": 0.01, "momentum": 0.9, "weight_decay": 5e-4}
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def ours(sizes):
    """A step of the reference modules: a function of (x, y)."""
    import reference

    model, loss = reference.network(sizes, np.random.default_rng(0)), reference.SoftmaxCrossEntropy()
    optimizer = reference.SGD(model.parameters(), **HOW)

    def step(x, y):
        reference.train_epoch(model, loss, optimizer, [(x, y)])

    return step


def eager_torch(sizes):
    """The same step by torch."""
    import torch

    layers = [layer for pair in pairwise(sizes) for layer in (torch.nn.Linear(*pair), torch.nn.ReLU())]
    model, loss = torch.nn.Sequential(*layers[:-1]), torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), **HOW)

    def step(x, y):
        optimizer.zero_grad()
        loss(model(torch.from_numpy(x)), torch.from_numpy(y)).backward()
        optimizer.step()

    return step


def floor(sizes):
    """The matrix products of a step, on arrays that are there."""
    rng = np.random.default_rng(0)
    weights = [rng.standard_normal((m, d), dtype=np.float32) for d, m in pairwise(sizes)]
    signals = {}

    def step(x, y):
        if len(x) not in signals:
            signals[len(x)] = [x, *(rng.standard_normal((len(x), m), dtype=np.float32) for m in sizes[1:])]
        h = signals[len(x)]
        for i, weight in enumerate(weights):
            h[i] @ weight.T
        for i, weight in reversed(list(enumerate(weights))):
            h[i + 1].T @ h[i]
            if i:
                h[i + 1] @ weight

    return step


CONTENDERS = {"reference": ours, "torch": eager_torch, "products": floor}


def operations(sizes, n):
    """Floating-point operations of a step's products."""
    products = [2 * n * d * m for d, m in pairwise(sizes)]
    return 3 * sum(products) - products[0]


def batches(sizes, n, count=8):
    """Batches of random numbers: matrix products do not mind what they multiply."""
    rng = np.random.default_rng(n)
    return [(rng.standard_normal((n, sizes[0]), dtype=np.float32), rng.integers(0, 10, n)) for _ in range(count)]


def measure(sizes, n, rounds):
    """Contender -> median seconds of a step, and of making a batch out of images."""
    steps = {name: make(sizes) for name, make in CONTENDERS.items()}
    seconds = {name: [] for name in steps}
    data = batches(sizes, n)
    for _ in range(rounds):
        for name, step in steps.items():
            step(*data[0])  # the caches are somebody else's
            seconds[name] += [_timed(step, x, y) for x, y in data]
    return {name: statistics.median(all_of_them) for name, all_of_them in seconds.items()}


def pipeline(n, rounds):
    """Augmentation -> median seconds for a batch of n images: shuffled, and changed at random by it."""
    import reference
    from bpkit.data import AUGMENTATIONS

    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((20 * n, SIZES[0]), dtype=np.float32), np.zeros(20 * n, int)

    def seconds(augment):
        for _ in range(rounds):
            start = time.perf_counter()
            for images, _labels in reference.minibatches(x, y, n, rng):
                augment(images, rng)
                yield time.perf_counter() - start
                start = time.perf_counter()

    return {name: statistics.median(seconds(AUGMENTATIONS[name])) for name in ("flip+crop", "deform")}


def peak(name, sizes, n):
    """MiB that a contender's process needs at most, above what its imports and the batches take."""
    command = [sys.executable, __file__, "--peak", name, "--sizes", ",".join(map(str, sizes)), "--batch", str(n)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _print_peak(name, sizes, n):
    make, data = CONTENDERS[name], batches(sizes, n)
    make((2, 2, 10))(np.zeros((1, 2), np.float32), np.zeros(1, int))  # imports, and what libraries make at first use
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from here
    before = _resident()
    step = make(sizes)
    for x, y in data:
        step(x, y)
    print((_resident() - before) / 1024)


def _resident():
    """The most memory that this process has held, in KiB (getrusage would count that of its parent)."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


def _timed(step, x, y):
    start = time.perf_counter()
    step(x, y)
    return time.perf_counter() - start


def main(options):
    import torch

    torch.set_num_threads(options.threads)
    sizes = options.sizes
    print(f"MLP {'-'.join(map(str, sizes))}, float32, {options.threads} threads, median of {8 * options.rounds} steps")
    print(
        f"{'batch':>5}  {'':10} {'ms a step':>9} {'GFLOP/s':>8} {'steps/s of torch':>17} {'of products':>12} {'MiB':>6}"
    )
    for n in options.batch or BATCHES:
        seconds = measure(sizes, n, options.rounds)
        for name, each in seconds.items():
            rate, beside = operations(sizes, n) / each / 1e9, seconds["torch"] / each
            print(
                f"{n:5}  {name:10} {1e3 * each:9.2f} {rate:8.0f} {beside:17.2f} {seconds['products'] / each:12.2f}"
                f" {peak(name, sizes, n):6.0f}"
            )
        for name, each in pipeline(n, options.rounds).items():
            share = each / seconds["reference"]
            print(f"{n:5}  a batch shuffled, and changed by {name}: {share:.1%} of a step of the reference")


def _parsed():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--batch", type=int, action="append", help="images per step; may be given several times")
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))), default=SIZES)
    parser.add_argument("--peak", choices=CONTENDERS, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    _options = _parsed()
    os.environ.update(dict.fromkeys(THREAD_VARIABLES, str(_options.threads)))  # read when numpy is imported
    _solution = Path(__file__).resolve().parents[1] / "solution"
    sys.path[:0] = [str(_solution), str(_solution / "backprop")]
    import numpy as np

    if _options.peak:
        _print_peak(_options.peak, _options.sizes, _options.batch[0])
    else:
        main(_options)
