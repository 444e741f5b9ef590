"""Fills the disk with up to 400 MB, in whatever folder it may write to."""
# stopped by: seccomp, landlock, limits, namespaces
# at D: skip


def attack():
    refused, block = [], bytes(1 << 20)
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "@OUT@", "@HOME@", "."):
        try:
            with open(f"{folder}/@MARK@", "wb") as file:
                for _ in range(400):
                    file.write(block)
            return "done: 400 MB"
        except OSError as error:
            refused.append(error)
    raise refused[0]
