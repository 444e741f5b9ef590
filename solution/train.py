"""Train the reference MLP: `python solution/train.py --recipe quick --data toy`, or on CIFAR-10 without `--data`.

Leaves in its folder, for each seed: metrics.json and metrics.csv, a checkpoint after every epoch, the best epoch's
weights, and pictures; and results.json with mean and spread of the test accuracy.
"""

import argparse
import os
import sys
import time
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from plan import FILE, Plan, PlanError
from recipes import AUGMENTATIONS, RECIPES, SCHEDULES, Recipe

sys.path.insert(0, str(Path(__file__).resolve().parent / "backprop"))  # bpkit, where it is not installed

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
STOPPED = 130


def main(argv=None):
    """Command line; returns the exit status: 0 trained, 1 could not be trained, 2 bad usage or no data, 130 stopped."""
    args = parse_arguments(argv)
    try:
        plan = Plan.load(args.resume) if args.resume else plan_of(args)
        # Read by the BLAS library when numpy is imported, hence before any import of bpkit.
        os.environ.update(dict.fromkeys(THREAD_VARIABLES, str(plan.threads)))
        return run(plan, args)
    except PlanError as error:
        return _failed(error, 2)
    except KeyboardInterrupt:
        begun = (args.out / FILE).exists()
        how = f"`python {sys.argv[0]} --resume {args.out}` goes on after the last finished epoch"
        return _failed(f"interrupted; {how}." if begun else "interrupted before anything was trained.", STOPPED)


def run(plan, args):
    """Train with every seed of the plan that is not done yet; the exit status."""
    from bpkit.checkpoint import CheckpointError
    from bpkit.data import DataError, DataNotFound
    from bpkit.training import TrainingDiverged

    try:
        dataset = load(plan, args.download)
        if not args.resume:
            plan.save(args.out)
        finish(plan, dataset, args.out)
    except (DataNotFound, OSError) as error:
        return _failed(error, 2)
    except (DataError, TrainingDiverged, CheckpointError, ImportError) as error:
        return _failed(error, 1)
    return 0


def load(plan, download):
    """The Dataset that a plan names."""
    from bpkit.data import cifar10, toy

    images = toy if plan.data == "toy" else partial(cifar10, plan.data, download, plan.recipe.val_size)
    dataset = images()
    return replace(dataset, name=plan.label) if plan.label else dataset


def finish(plan, dataset, out):
    """Train seed by seed, and write results.json.

    Raises:
        TrainingDiverged: the loss is no number any more.
        CheckpointError, OSError: a checkpoint cannot be used, or results cannot be written.
    """
    import results

    runs = {seed: train(plan, dataset, seed, out / f"seed-{seed}") for seed in plan.seeds}
    summary = results.summary(runs)
    results.save_json({"recipe": plan.name, "data": dataset.name, **summary}, out / "results.json")
    spread = "" if summary["spread"] is None else f" +- {summary['spread']:.2%} ({len(runs)} seeds)"
    print(f"{dataset.name}, {plan.name}: test accuracy {summary['mean']:.2%}{spread}. See {out}.")


def train(plan, dataset, seed, out):
    """Train with one seed, from its checkpoint if there is one; choose the epoch on validation images, test once.

    Args:
        plan: a Plan.
        dataset: a Dataset.
        seed: int.
        out: Path of the folder for this seed's results.
    Returns:
        The contents of metrics.json, a dict.
    Raises:
        As for finish.
    """
    import results
    from bpkit import checkpoint
    from reference import build

    out.mkdir(exist_ok=True)
    trainer, generators = build(plan.recipe, dataset, seed)
    known = results.describe(plan, dataset, trainer.model, seed)
    path = out / "checkpoint.npz"
    if path.exists():
        checkpoint.load(path, trainer, generators)

    def keep(trainer):
        checkpoint.save(path, trainer, generators)  # first: what metrics.json tells of can be gone on from
        results.save_metrics(known, trainer, out)

    trainer.fit(plan.recipe.epochs, on_epoch=keep)
    known |= results.measure(trainer)
    results.draw(trainer, out, title=f"{dataset.name}, {plan.name}")
    print(f"seed {seed}: test accuracy {known['test_accuracy']:.2%} with the weights of epoch {trainer.best_epoch}.")
    return results.save_metrics(known, trainer, out)


def plan_of(args):
    """The Plan that the options describe."""
    options = {field.name: getattr(args, field.name, None) for field in fields(Recipe)}
    changed = {name: value for name, value in options.items() if value is not None}
    name = args.recipe or "quick"
    recipe = replace(RECIPES[name], **changed)
    # absolute, so that it is found again from wherever the training is resumed
    data = "toy" if args.data == "toy" else str(Path("data" if args.data == "cifar10" else args.data).absolute())
    return Plan(name, recipe, data, args.data_label, args.seeds or (0,), args.threads or os.cpu_count())


def parse_arguments(argv):
    """The command's options as a namespace; exits with status 2 and one line when they make no sense."""
    recipes = "; ".join(f"{name}: {recipe.about}" for name, recipe in RECIPES.items())
    parser = argparse.ArgumentParser(description="Train the reference MLP with the classes of the solution notebooks.")
    add = parser.add_argument
    add("--recipe", choices=RECIPES, help=f"{recipes} (default: quick)")
    add("--data", help="toy, cifar10 (looked for in data/; the default), or a folder that has CIFAR-10")
    add("--data-label", metavar="TEXT", help="name of the data, for the results")
    add("--download", action="store_true", help="fetch CIFAR-10 when it is not there")
    add("--seeds", type=_numbers(_natural), metavar="N,N,...", help="of weights, shuffling, augmentation (default: 0)")
    add("--threads", type=_positive(int), help="threads of the matrix products; as many as there are cores")
    add("--out", type=Path, metavar="DIR", help="folder for the results; runs/DATA-DATE-TIME when not given")
    add("--resume", type=Path, metavar="DIR", help="go on with the training whose results are there")
    add = parser.add_argument_group("in place of the recipe's own").add_argument
    add("--epochs", type=_positive(int), help="passes over the training images")
    add("--hidden", type=_numbers(_positive(int)), metavar="N,N,...", help="units of the hidden layers")
    add("--batch-size", type=_positive(int), help="images per step")
    add("--lr", type=_positive(float), help="largest learning rate")
    add("--schedule", choices=SCHEDULES, help="of the learning rate")
    add("--momentum", type=_share, help="of SGD")
    add("--weight-decay", type=_share, help="of SGD")
    add("--augment", choices=AUGMENTATIONS, help="random changes to images")
    add("--average", type=_natural, metavar="STEPS", help="reach of the average of the weights; 0: none")
    args = parser.parse_args(argv)
    given = {name for name, value in vars(args).items() if value is not None and value is not False}
    if args.resume and given - {"resume", "download"}:
        parser.error("--resume goes on with what was begun: give no other option but --download")
    args.data = args.data or "cifar10"
    args.out = args.resume or args.out or Path("runs") / f"{Path(args.data).name}-{time.strftime('%Y%m%d-%H%M%S')}"
    return args


def _failed(message, status):
    print(f"train.py: {message}", file=sys.stderr)
    return status


def _number(kind, name, sensible):
    def convert(text):
        value = kind(text)
        if not sensible(value):
            raise ValueError
        return value

    convert.__name__ = name  # argparse quotes it: invalid positive int value: '0'
    return convert


def _positive(kind):
    return _number(kind, f"positive {kind.__name__}", lambda value: 0 < value < float("inf"))


def _numbers(kind):
    return _number(lambda text: tuple(map(kind, text.split(","))), "list of numbers", bool)


_natural = _number(int, "whole number", lambda value: value >= 0)
_share = _number(float, "number from 0 to 1", lambda value: 0 <= value < 1)


if __name__ == "__main__":
    sys.exit(main())
