"""Hands the compiler constant expressions that would be huge if they were folded."""
# stopped by: limits, deadline
# when: load


def attack():
    compile("x = " + "(" * 60 + "'a' * 4000" + ") * 4000" * 60, "<folded>", "exec")
    return str(len(eval("'a' * 4000 * 4000 * 4000 * 4000")))
