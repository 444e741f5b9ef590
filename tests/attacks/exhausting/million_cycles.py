"""Gives the garbage collector a million cycles to go through, and has it run at every turn."""
# stopped by: limits, deadline
import gc

kept = []


class Linear(Linear):
    def forward(self, x):
        gc.disable()
        for _ in range(300_000 if len(kept) < 1_000_000 else 0):
            ring = []
            ring.append(ring)
            kept.append(ring)
        gc.set_threshold(1)
        gc.enable()
        return super().forward(x)
