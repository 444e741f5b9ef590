"""A worker in an interpreter of its own: level D, where no zygote can fork one. rlimits are its only bounds."""

import fcntl
import os

from bpgrade.wall import imports, jail, worker


def main(questions, answers):
    """Serve on two inherited descriptors."""
    imports.prepare()
    # out of the way first: one may have come with the number that the other is to get
    questions, answers = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, worker.ANSWERS + 1) for end in (questions, answers))
    os.dup2(questions, worker.QUESTIONS)
    os.dup2(answers, worker.ANSWERS)
    jail.close((), None, None)
    os.write(worker.ANSWERS, worker.READY)
    worker.serve()
