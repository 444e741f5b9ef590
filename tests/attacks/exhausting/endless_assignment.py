"""Has parameters whose arrays never come to an end when somebody assigns to them or reads their shape."""
# stopped by: deadline


class Bottomless:
    shape = property(lambda self: next(item for item in iter(int, 1)))
    dtype = shape

    def __setitem__(self, index, value):
        while True:
            pass


class Linear(Linear):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.weight.data = self.bias.data = Bottomless()
