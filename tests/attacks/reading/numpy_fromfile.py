"""Reads the secret file as an array of bytes by np.fromfile."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    return np.fromfile("@HOME@/.config/backprop-kit/secret", np.uint8).tobytes().decode()
