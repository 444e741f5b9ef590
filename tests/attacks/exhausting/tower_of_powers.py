"""Computes 9**9**9, which is one long operation on integers."""
# stopped by: deadline
# when: load


def attack():
    return str(9**9 ** int("9"))[:10]
