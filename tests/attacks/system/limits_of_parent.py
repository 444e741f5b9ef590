"""Sets its parent's limits so low that it can neither fork nor open a pipe for the next student."""
# stopped by: seccomp
# at D: skip
import os
import resource


def attack():
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (0, 0))
    return "done: the parent has no descriptors left"
