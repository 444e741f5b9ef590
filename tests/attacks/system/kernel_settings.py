"""Changes settings of the kernel and of its own process by /proc and /sys: where cores go, who dies first."""
# stopped by: seccomp, landlock, namespaces
# at D: skip


def attack():
    found, refused = [], []
    for path in ("/proc/self/oom_score_adj", "/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/cgroup.procs"):
        try:
            open(path, "r+").close()
            found.append(path)
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
