"""Prints without end, in small pieces."""
# stopped by: deadline
# when: load


def attack():
    while True:
        print("a line of text that is of no use to anybody", flush=True)
