"""Maps the home file into memory by np.memmap."""
# stopped by: imports, seccomp, landlock, namespaces


def attack():
    return np.memmap("@HOME@/notes.txt", np.uint8, "r").tobytes().decode()
