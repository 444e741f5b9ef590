"""Makes descriptors of every kind that needs no file: epoll, eventfd, pipes, copies, terminals."""
# stopped by: seccomp
import os
import select


def attack():
    found, refused = [], []
    for make in (select.epoll, os.pipe, lambda: os.eventfd(0), lambda: os.dup(10), lambda: os.openpty()):
        try:
            found.append(str(make()))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
