"""Raises what is no Exception: KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration and BaseException."""
# stopped by: wire

import itertools

KINDS = itertools.cycle(
    [KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration, BaseException, StopAsyncIteration]
)


class Linear(Linear):
    def backward(self, grad_output):
        raise next(KINDS)(0)
