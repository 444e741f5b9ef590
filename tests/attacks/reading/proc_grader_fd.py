"""Opens the files that the grader holds open, through /proc/<pid>/fd."""
# stopped by: seccomp, landlock, namespaces
import os


def attack():
    folder, found = f"/proc/{open('@GRADER@').read()}/fd", []
    for name in os.listdir(folder):
        if os.path.isfile(os.readlink(f"{folder}/{name}")):
            found.append(open(f"{folder}/{name}", errors="replace").read(1_000_000))
    return "\n".join(line for text in found for line in text.splitlines() if "canary" in line)
