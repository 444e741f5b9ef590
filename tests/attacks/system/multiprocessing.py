"""Computes in a pool of processes."""
# stopped by: imports, seccomp, limits


def attack():
    from multiprocessing import Pool

    with Pool(2) as pool:
        return f"done: {pool.map(abs, [-1, -2])}"
