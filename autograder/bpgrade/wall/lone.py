"""A worker in an interpreter of its own: level D, where no zygote can fork one. rlimits are its only bounds."""

import os

from bpgrade.wall import imports, jail, worker


def main(questions, answers):
    """Serve on two inherited descriptors."""
    imports.prepare()
    os.dup2(questions, worker.QUESTIONS)
    os.dup2(answers, worker.ANSWERS)
    jail.close((), None, None)
    os.write(worker.ANSWERS, worker.READY)
    worker.serve()
