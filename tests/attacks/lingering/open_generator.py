"""Leaves generators and coroutines open, whose last lines run when the collector finds them in a later call."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import gc


def later():
    try:
        yield
    finally:
        open("@OUT@/@MARK@", "w").close()


async def forever():
    for _ in range(2):
        try:
            await wait()
        finally:
            open("@OUT@/@MARK@-2", "w").close()


class wait:
    def __await__(self):
        yield


def attack():
    cycle = [later(), forever()]
    next(cycle[0])
    cycle[1].send(None)
    cycle.append(cycle)
    del cycle
    gc.collect()
    return "they have been collected"
