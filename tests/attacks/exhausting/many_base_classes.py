"""Makes a tower of classes, each derived from the one before, and asks the highest for everything."""
# stopped by: deadline, process split


def tower(base):
    for number in range(20_000):
        base = type(f"Floor{number}", (base,), {})
    return base


class Linear(tower(Linear)):
    def parameters(self):
        return [self.nothing for _ in range(1000)]
