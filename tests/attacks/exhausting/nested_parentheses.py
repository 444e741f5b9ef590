"""Evaluates a million nested brackets, functions and blocks, which the parser goes down into."""
# stopped by: process split, deadline
# when: load


def attack():
    for text in ("(" * 1_000_000, "-" * 1_000_000 + "1", "lambda: " * 10_000 + "1", "1" + " if 1 else 1" * 100_000):
        try:
            eval(text)
        except (SyntaxError, RecursionError, MemoryError):
            continue
    return ""
