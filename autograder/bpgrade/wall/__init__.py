"""The wall: student code runs in a jailed process; inputs go in, arrays come back, answers never cross.

Trusted side: `build` stands up the strongest wall there is, `spawn` starts workers, `client` asks them. Jailed side,
stdlib and numpy only: `zygote` forks a `worker`, `jail` closes it with `seccomp`, `landlock` and rlimits. Both sides
share `wire`. See docs/threat-model.md.
"""
