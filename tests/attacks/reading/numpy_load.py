"""Hands the sibling's notebook to np.load, whose pickle error might quote it, and to np.load with mmap_mode."""
# stopped by: seccomp, landlock, namespaces


def attack():
    np.load("@CLASS@/0-weak-then/01_linear.ipynb", allow_pickle=True)
    return str(np.load("@CLASS@/0-weak-then/01_linear.ipynb", mmap_mode="r"))
