"""Makes its own report in advance, as something that the grader cannot replace by a file."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os


def attack():
    os.makedirs("@OUT@/system-own_report/report.json/full marks")
    return "done: a report of its own"
