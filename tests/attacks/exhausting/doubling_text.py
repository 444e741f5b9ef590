"""Doubles a text until there is no memory left, or 2 GB are reached."""
# stopped by: limits


def attack():
    text = "x"
    while len(text) < 1 << 31:
        text += text
    return f"done: {len(text)} characters"
