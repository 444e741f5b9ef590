"""Answers every question for an attribute with a search that never ends."""
# stopped by: deadline


class Linear(Linear):
    def __getattr__(self, name):
        while True:
            pass

    def __getattribute__(self, name):
        if name in ("weight", "bias", "grad"):
            return super().__getattribute__("__getattr__")(name)
        return super().__getattribute__(name)
