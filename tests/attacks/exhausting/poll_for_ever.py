"""Waits for an event that never comes, by poll on no descriptor."""
# stopped by: deadline
# when: load
import select


def attack():
    select.poll().poll(-1)
