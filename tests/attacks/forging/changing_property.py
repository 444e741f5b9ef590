"""weight and its gradient are properties that give another answer each time they are read."""
# stopped by: wire

import itertools

ANSWERS = itertools.cycle([None, np.zeros((1, 1)), np.full((3, 4), np.nan), True, "array", [], np.zeros((4, 3))])


class Restless:
    def __init__(self, data):
        self.data = data

    @property
    def grad(self):
        return next(ANSWERS)

    @grad.setter
    def grad(self, value):
        pass


class Linear(Linear):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.held = Restless(self.weight.data)

    @property
    def weight(self):
        return self.held if "held" in vars(self) else self.__dict__["first"]

    @weight.setter
    def weight(self, value):
        self.__dict__["first"] = value
