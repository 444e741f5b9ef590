"""Times refused opens: a path that exists might be refused more slowly than one that does not."""
# stopped by: seccomp
import os
import time


def typical_time(path):
    times = []
    for _ in range(2000):
        start = time.perf_counter_ns()
        try:
            os.close(os.open(path, os.O_RDONLY))
        except OSError:
            pass
        times.append(time.perf_counter_ns() - start)
    return float(np.median(times))


def attack():
    folder = "/usr/lib" + 20 * "/../lib"
    there, not_there = typical_time(f"{folder}/../share"), typical_time("/nothing" + folder)
    return f"it exists: {there:.0f} ns against {not_there:.0f} ns" if there > 1.5 * not_there else ""
