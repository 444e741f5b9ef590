"""Reads the gradebook by np.loadtxt and np.genfromtxt."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    found, refused = [], []
    for read in (np.loadtxt, np.genfromtxt):
        try:
            found.append(str(read("@HOME@/gradebook.db", dtype=str)))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return "\n".join(found)
