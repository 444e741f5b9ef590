"""Defines a class with a million attributes."""
# stopped by: deadline, limits, process split
Huge = type("Huge", (Linear,), {f"attribute_{number}": number for number in range(1_000_000)})


class Linear(Huge):
    pass
