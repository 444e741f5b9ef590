"""Catches MemoryError again and again and holds on to all that it got, while it answers wrongly."""
# stopped by: limits
kept = []


class Linear(Linear):
    def forward(self, x):
        size = 1 << 28
        while size > 1 << 12:
            try:
                kept.append(bytearray(size))
            except MemoryError:
                size //= 2
        return super().forward(x)
