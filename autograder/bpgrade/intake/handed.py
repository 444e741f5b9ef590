"""What a listing knows of a file beyond its content: when it was saved, and which of several attempts it is."""

from dataclasses import dataclass, field

from bpgrade.intake.entries import Entry, Listing


@dataclass(frozen=True)
class Handed(Entry):
    """An entry that may be one of several attempts.

    zoned: whether `modified` is UTC, rather than the local time of whoever packed it. upload: the name that all
    attempts at this file share, with those at an archive it lies in; empty where there are none. order: of two
    attempts (a number in the name, then that of the upload), the larger is the later one.
    """

    zoned: bool = True
    upload: str = ""
    order: tuple[float, int] = (0, 0)

    @property
    def plain_name(self) -> str:
        """The file's name without what an LMS puts into that of a later attempt."""
        return self.upload if self.upload and len(self.path.parts) == 1 else self.path.name

    def is_attempt_at_the_same(self, other: "Handed") -> bool:
        """Whether both are attempts at one file, and one of them is later."""
        return bool(self.upload) and self.upload == other.upload and self.order != other.order


@dataclass
class Found(Listing):
    """A listing with the files in which nbgrader notes when something was handed in."""

    stamps: list[Handed] = field(default_factory=list)
