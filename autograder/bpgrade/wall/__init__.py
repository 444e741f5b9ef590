"""The wall: student code runs in a jailed process; inputs go in, arrays come back, answers never cross.

Trusted side: `client` (starts a zygote, asks workers, kills them). Jailed side, stdlib and numpy only: `zygote` forks a
`worker`, `jail` closes it with `seccomp`, `landlock` and rlimits. Both sides share `wire`. See docs/threat-model.md.
"""
