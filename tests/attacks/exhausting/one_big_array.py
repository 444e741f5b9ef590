"""Asks for one array of 3 GB and writes to all of it."""
# stopped by: limits


def attack():
    return f"done: {np.ones(3 << 30, np.uint8).nbytes} bytes"
