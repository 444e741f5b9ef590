"""Prints a great deal in every call, in long lines with control characters."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        print("\x1b[2J\x07\0" * 400_000)
        return super().forward(x)
