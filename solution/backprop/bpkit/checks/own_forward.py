"""Gradients are compared with differences of the student's own forward: where that is wrong, none can be judged."""

from functools import wraps

from bpkit.compare import Finding, Mismatch

_BLAMELESS = Finding(
    "cannot be judged yet: it is compared with your own forward, and that is wrong",
    hint="Mend forward first, until its own check passes.",
)


def judged_by_own_forward(forward_is_right):
    """Decorates a property of a backward.

    Args:
        forward_is_right: the property of the same objects that holds only if forward is right.
    """

    def decorate(judged):
        @wraps(judged)
        def with_forward_in_mind(*objects):
            try:
                return judged(*objects)
            except Mismatch:
                _require(forward_is_right, objects)
                raise

        return with_forward_in_mind

    return decorate


def _require(forward_is_right, objects):
    try:
        forward_is_right(*objects)
    except Mismatch:
        raise Mismatch(_BLAMELESS) from None
