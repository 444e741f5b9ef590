"""Leaves a callback for floating-point errors in numpy, and a function in place of one of its ufuncs."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

READ = []


def callback(kind, flag):
    READ.append(open("@HOME@/notes.txt").read())


def attack():
    np.seterrcall(callback)
    np.seterr(all="call")
    np.float64(1.0) / np.zeros(1)
    return "".join(READ)
