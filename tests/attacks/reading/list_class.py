"""Lists the folder of submissions and reads the notebooks of everybody else."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os
import re


def attack():
    texts = []
    for name in sorted(os.listdir("@CLASS@"))[:4]:
        texts.append(open(f"@CLASS@/{name}/01_linear.ipynb").read())
    return "\n".join(set(re.findall(r"sibling = '([^']*)'", "\n".join(texts))))
