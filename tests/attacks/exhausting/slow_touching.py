"""Maps much more memory than there may be and touches it page after page, bit by bit."""
# stopped by: limits, deadline
# when: load
import time


def attack():
    parts = []
    while len(parts) < 60:
        parts.append(np.empty(50 << 20, np.uint8))
        parts[-1][::4096] = 1
        time.sleep(0.01)
    return f"done: {50 * len(parts)} MB"
