"""The jailed side of `bpgrade validate`: a public check on definitions that are in this process."""

from bpkit import card
from bpkit.checks import CheckFailed, check
from bpkit.notebooks import show_lines

PASSED, FAILED, UNWRITTEN = "passed", "not right yet", "nothing written yet"


def checked(group, program, exercise, names):
    """What check(exercise, *names) says of a notebook's definitions.

    Args:
        group: worker.Group that holds them.
        program: the Program that they are from.
        exercise: the grade_id.
        names: what check is to be given, e.g. ["Linear"].
    Returns:
        [verdict, message, notes]: PASSED, FAILED or UNWRITTEN, the text of check's exception, and sentences about
        names that the message speaks of and that could not be defined.
    """
    show_lines(program)
    verdict, message = _verdict(exercise, [group.names[name] for name in names])
    missing = [name for name in group.errors if f"name '{name}' is not defined" in message]
    return [verdict, message, [group.errors[name].sentence(name, program.name) for name in missing]]


def _verdict(exercise, objects):
    try:
        check(exercise, *objects)
    except CheckFailed as failed:
        unwritten = any(result.outcome == card.UNWRITTEN for result in failed.results)
        return UNWRITTEN if unwritten else FAILED, str(failed)
    except TypeError as error:  # an object is not what check is to be given
        return FAILED, str(error)
    return PASSED, ""
