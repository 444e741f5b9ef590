"""Takes the bounds off the wire inside the worker: any size, any depth, any dtype."""
# stopped by: wire

import sys


class Linear(Linear):
    def backward(self, grad_output):
        wire = sys.modules["bpgrade.wall.wire"]
        wire.MAX_HEADER = wire.MAX_BODY = wire.MAX_DEPTH = wire.MAX_NODES = wire.MAX_INT = 1 << 62
        wire.MAX_DIMENSIONS = 64
        wire.DTYPES |= {"|O", "|V8", "<U4", ">f8", "<M8[s]"}
        values = [np.zeros((1,) * 32), np.zeros(9_000_000), [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]], 1 << 61]
        self.count = getattr(self, "count", -1) + 1
        self.weight.grad = values[(self.count + 1) % len(values)]
        return values[self.count % len(values)]
