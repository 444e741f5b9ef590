"""Never comes back from the constructor."""
# stopped by: deadline


class Linear(Linear):
    def __init__(self, *arguments, **options):
        for _ in iter(int, 1):
            pass
