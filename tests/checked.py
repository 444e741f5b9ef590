"""What a public check says, for the tests of all of them."""

import pytest

from bpkit import check
from bpkit.checks import CheckFailed


def failure(exercise, *objects):
    """The text of a check that must fail."""
    with pytest.raises(CheckFailed) as caught:
        check(exercise, *objects)
    return str(caught.value)
