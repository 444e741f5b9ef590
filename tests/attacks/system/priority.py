"""Takes the processor for itself: the best priority, all cores, another scheduler."""
# stopped by: seccomp
import os


def attack():
    found, refused = [], []
    for name, arguments in (
        ("setpriority", (os.PRIO_PROCESS, 0, -20)), ("sched_setaffinity", (0, range(os.cpu_count()))), ("nice", (1,)),
        ("sched_setscheduler", (0, os.SCHED_BATCH, os.sched_param(0))),
    ):
        try:
            getattr(os, name)(*arguments)
            found.append(name)
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
