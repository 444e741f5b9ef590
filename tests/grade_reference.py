"""CI's own question: does the reference get 100 of 100 under five secrets, and do the untouched stubs get 0?

Run by tox as a script, because it is the product's main promise rather than a test of a part. An argument asks for
another number of secrets.
"""

import sys
from pathlib import Path

from bpgrade.classroom import Conditions
from bpgrade.intake import find_submissions
from bpgrade.record import Outcome

ROOT = Path(__file__).resolve().parent.parent
NOT_WRITTEN = {Outcome.MISSING, Outcome.ERRORED}


def main(secrets: int) -> int:
    """0 when both promises hold; prints what does not."""
    (reference,) = find_submissions([ROOT / "solution" / "backprop"])
    (stubs,) = find_submissions([ROOT / "assignment" / "backprop"])
    faults = 0
    for number in range(secrets):
        grader = Conditions(f"a secret of CI, number {number}".encode()).grader()
        right, nothing = grader.grade(reference), grader.grade(stubs)
        grader.close()
        print(f"reference {right.score:g} of {right.max_score:g}, stubs {nothing.score:g}; {right.isolation}")
        faults += right.score != 100 or right.max_score - right.waiting != 100 or nothing.score != 0
        for test in right.tests:
            if test.outcome is not (Outcome.MANUAL if test.written else Outcome.PASSED):
                print(f"  reference: {test.test_id} {test.outcome}: {test.what} {test.staff}")
        for test in nothing.tests:
            if test.outcome not in NOT_WRITTEN:
                faults += 1
                print(f"  stubs: {test.test_id} {test.outcome}: {test.what} {test.staff}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
