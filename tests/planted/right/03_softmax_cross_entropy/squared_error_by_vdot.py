"""np.vdot for the squares; float32 returned as a numpy scalar; deque for the memory."""

from collections import deque


class SquaredError:
    def __init__(self, half=0.5):
        self.memory, self.half = deque(maxlen=1), half

    def forward(self, prediction, target):
        match prediction.dtype.kind:
            case "f":
                r = prediction - target.astype(prediction.dtype)
            case _:
                r = prediction.astype(float) - target
        self.memory.append(r)
        return self.half * np.vdot(r, r) / len(r)

    def backward(self):
        (r,) = self.memory
        return r * r.dtype.type(2 * self.half) / len(r)
