"""How a verb says that it cannot go on."""

FAILED, USAGE, DEGRADED = 1, 2, 3


class CommandError(Exception):
    """One sentence for the person at the terminal, and an exit status."""

    def __init__(self, sentence: str, status: int = USAGE):
        super().__init__(sentence)
        self.status = status
