"""Fills many pipes, whose content the kernel keeps in its own memory."""
# stopped by: seccomp, limits
import os


def attack():
    pipes = [os.pipe() for _ in range(200)]
    return f"done: {sum(os.write(end, bytes(65536)) for _, end in pipes)} bytes"
