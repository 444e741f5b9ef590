"""seccomp: the filter's verdict on every system call, by running its instructions as the kernel would."""

import errno
import re
import struct
from pathlib import Path

import pytest

from bpgrade.wall import seccomp

ALLOW, KILL = 0x7FFF0000, 0x80000000  # SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS
EPERM, ENOSYS = 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS  # SECCOMP_RET_ERRNO | errno
ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7, "i386": 0x40000003, "arm": 0x40000028}
PROT_READ_WRITE, PROT_EXEC = 3, 4
UNISTD = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
machines = pytest.mark.parametrize("machine", ["x86_64", "aarch64"])


def verdict(program, arch, number, prot=0):
    """What a cBPF seccomp program returns for one call: the few instructions it may consist of, and no others."""
    data = struct.pack(
        "=IIQ6Q", number, arch, 0, 0, 0, prot, 0, 0, 0
    )  # struct seccomp_data; prot is the third argument
    steps, at, loaded = list(struct.iter_unpack("=HBBI", program)), 0, None
    while True:
        code, if_true, if_false, constant = steps[at]
        at += 1
        if code == 0x20:  # BPF_LD | BPF_W | BPF_ABS
            (loaded,) = struct.unpack_from("=I", data, constant)
        elif code == 0x06:  # BPF_RET | BPF_K
            return constant
        else:  # BPF_JMP | BPF_K with JEQ, JGE, JSET
            holds = {0x15: loaded == constant, 0x35: loaded >= constant, 0x45: bool(loaded & constant)}[code]
            at += if_true if holds else if_false


def numbers(table, machine):
    """{number: name} of the calls that a machine has."""
    column = ["x86_64", "aarch64"].index(machine)
    return {row[column]: name for name, row in table.items() if row[column] is not None}


@machines
@pytest.mark.parametrize(
    ("table", "wanted"), [(seccomp.COMPUTE, ALLOW), (seccomp.LETHAL, KILL)], ids=["COMPUTE", "LETHAL"]
)
def test_tables(machine, table, wanted):
    """every computing call is allowed and every lethal one ends the process, on both machines"""
    program = seccomp.program(machine)
    wrong = {
        name for number, name in numbers(table, machine).items() if verdict(program, ARCH[machine], number) != wanted
    }
    assert wrong == set()


@machines
def test_every_other_call_is_refused(machine):
    """a call in no table gets EPERM, whatever it is: nothing is allowed because it was forgotten"""
    program = seccomp.program(machine)
    known = {
        number for table in (seccomp.COMPUTE, seccomp.MAPPING, seccomp.LETHAL) for number in numbers(table, machine)
    }
    others = [number for number in range(1001) if number not in known | {435}]
    assert {verdict(program, ARCH[machine], number) for number in others} == {EPERM}


@machines
def test_clone3(machine):
    """clone3 is reported as missing, so that the C library falls back to clone, which is refused"""
    assert verdict(seccomp.program(machine), ARCH[machine], 435) == ENOSYS


@machines
@pytest.mark.parametrize("call", ["mmap", "mprotect"])
def test_executable_memory(machine, call):
    """memory can be mapped, but never executable: no machine code of a submission's own"""
    program, number = seccomp.program(machine), seccomp.MAPPING[call][["x86_64", "aarch64"].index(machine)]
    for other_bits in (0, PROT_READ_WRITE, 0x01000000, 0xFFFFFFFB):
        assert verdict(program, ARCH[machine], number, other_bits) == ALLOW
        assert verdict(program, ARCH[machine], number, other_bits | PROT_EXEC) == EPERM


@machines
def test_other_architectures_are_killed(machine):
    """a call by another table of numbers (32-bit, another machine) ends the process before any number is looked at"""
    program = seccomp.program(machine)
    for name, arch in ARCH.items():
        if name != machine:
            assert {verdict(program, arch, number) for number in range(600)} == {KILL}


def test_x32_is_killed():
    """x32 numbers, which mean other calls under the same architecture, end the process"""
    program = seccomp.program("x86_64")
    for number in (0x40000000, 0x40000000 + 1, 0x40000000 + 59, 0x40000000 + 520, 0xFFFFFFFF):
        assert verdict(program, ARCH["x86_64"], number) == KILL
    assert verdict(program, ARCH["x86_64"], 0x3FFFFFFF) == EPERM


@machines
def test_the_tables_do_not_overlap(machine):
    """no call stands in two tables, where the order of the filter would decide"""
    tables = [numbers(table, machine) for table in (seccomp.COMPUTE, seccomp.MAPPING, seccomp.LETHAL)]
    listed = [number for table in tables for number in table]
    rows = [row for table in (seccomp.COMPUTE, seccomp.MAPPING, seccomp.LETHAL) for row in table.values()]
    column = ["x86_64", "aarch64"].index(machine)
    assert len(set(listed)) == len(listed) == sum(row[column] is not None for row in rows)


@machines
def test_the_kernel_takes_its_length(machine):
    """the filter stays below the 4096 instructions that the kernel accepts"""
    program = seccomp.program(machine)
    assert len(program) % 8 == 0
    assert len(program) // 8 <= 4096


@machines
def test_numbers_are_the_kernels(machine):
    """the frozen numbers are those of the kernel's own tables"""
    if not UNISTD[machine].exists():
        pytest.skip(f"the kernel's headers for {machine} are not installed")
    found = re.findall(
        r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", UNISTD[machine].read_text(encoding="utf-8"), re.MULTILINE
    )
    kernel = {name: int(number) for name, number in found}
    ours = {
        name: number
        for table in (seccomp.COMPUTE, seccomp.MAPPING, seccomp.LETHAL, {"clone3": (435, 435)})
        for number, name in numbers(table, machine).items()
    }
    newer = ours.keys() - kernel.keys()
    assert newer <= {name for name, number in ours.items() if number > max(kernel.values())}
    assert {name: kernel[name] for name in ours.keys() - newer} == {name: ours[name] for name in ours.keys() - newer}


def test_another_machine_has_no_filter():
    """where no table of numbers is known there is no filter, rather than a wrong one"""
    with pytest.raises(OSError, match="no seccomp table for riscv64"):
        seccomp.program("riscv64")
