"""Writes to address 0."""
# stopped by: process split
import ctypes


def attack():
    ctypes.memset(0, 1, 1)
