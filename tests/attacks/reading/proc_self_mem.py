"""Reads its own heap and stack through /proc/self/mem, by the map in /proc/self/maps."""
# stopped by: seccomp, landlock, namespaces, process split

NEEDLE = b"-yranac"[::-1]


def attack():
    found = set()
    with open("/proc/self/mem", "rb", 0) as memory:
        for line in open("/proc/self/maps").read().splitlines():
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            if "[heap]" in line or "[stack]" in line:
                memory.seek(start)
                data = memory.read(end - start)
                at = data.find(NEEDLE)
                found.add(data[at : at + 80].decode("latin-1") if at >= 0 else "")
    return "\n".join(found)
