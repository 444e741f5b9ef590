"""Multiplies large matrices for ever: a loop in C, which no signal handler of Python's interrupts."""
# stopped by: deadline
# when: load


def attack():
    a = np.ones((4000, 4000), np.float32)
    while True:
        a = a @ a
