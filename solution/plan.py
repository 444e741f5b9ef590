"""A Plan: what one call of `train.py` is to do, kept in the results' folder so that it can be resumed."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from recipes import Recipe

FILE = "plan.json"


class PlanError(ValueError):
    """There is nothing to do, or nothing to go on with; the message is one sentence."""


@dataclass(frozen=True)
class Plan:
    """Attributes:
    name: of the recipe. recipe: a Recipe, with what the options change of it.
    data: toy, or the folder that has CIFAR-10. label: name of the data in the results, or None.
    seeds: tuple of int. threads: of the matrix products.
    """

    name: str
    recipe: Recipe
    data: str
    label: str | None
    seeds: tuple
    threads: int

    def save(self, out):
        """Write the plan into a new or empty folder for results.

        Raises:
            PlanError: the folder holds a run.
            OSError: it cannot be written.
        """
        out.mkdir(parents=True, exist_ok=True)
        if (out / FILE).exists():
            raise PlanError(f"{out} holds a training already: go on with it by --resume {out}, or give another --out.")
        from bpkit.files import write_atomically

        write_atomically(out / FILE, json.dumps(asdict(self), indent=2) + "\n")

    @classmethod
    def load(cls, out):
        """The plan that lies in a folder for results.

        Raises:
            PlanError: there is none, or it cannot be understood.
        """
        path = Path(out) / FILE
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            recipe = content["recipe"]
            recipe = Recipe(**{**recipe, "hidden": tuple(recipe["hidden"])})
            values = {field.name: content[field.name] for field in fields(cls)}
            return cls(**{**values, "recipe": recipe, "seeds": tuple(values["seeds"])})
        except OSError as error:
            raise PlanError(f"{out} holds no training to go on with ({FILE}: {error.strerror}).") from None
        except (ValueError, KeyError, TypeError):
            raise PlanError(f"{path} is damaged: start this training anew, with another --out.") from None
