"""Raises from code that claims to be each line of the hidden tests: the traceback then quotes that line."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import traceback


def attack():
    path, texts = "@KIT@/bpgrade/hidden/test_01_linear.py", []
    for number in range(250, 600):
        try:
            exec(compile("\n" * number + "1 / 0", path, "exec"))
        except ZeroDivisionError:
            texts.append(traceback.format_exc())
    return "\n".join(line for text in texts for line in text.splitlines() if "canary" in line)
