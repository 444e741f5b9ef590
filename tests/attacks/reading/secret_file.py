"""Opens the secret that all hidden inputs are drawn from."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    return open("@HOME@/.config/backprop-kit/secret").read()
