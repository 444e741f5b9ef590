"""What layers and losses alike get wrong: tables and parts of hints that more than one topic needs."""

UNSIGNED = "Differences of unsigned integers wrap around: make the input floating point first."
FRESH = "The first result was edited, and the second follows: return a fresh array each time."
FRESH_KEPT = f"{FRESH} It is the array that forward keeps"
KEPT = "The first backward changed what forward had kept: work on a copy"


def other_forwards(earlier, others):
    """backward with the wrong memory: gradients of this instance's earlier forward, and of another instance's."""
    return {
        "This is the gradient of an earlier forward: keep what backward needs anew each time.": earlier,
        "This is the gradient of another instance's forward: keep what backward needs on self.": others,
    }
