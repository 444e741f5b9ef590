#!/usr/bin/env bash
# Gradescope runs this once, as root and with a network, while it builds the image that submissions are graded in.
# The image is not published when this fails, and its output says why.
set -euo pipefail

root="${AUTOGRADER_ROOT:-/autograder}"
source="$root/source"

# The kit needs Python 3.11; the default image, Ubuntu 22.04, comes with 3.10.
suitable() {
    command -v "$1" >/dev/null && "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3 python3.12 python3.13 python3.11; do
        if suitable "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

install_python() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install -y python3.12 python3.12-venv && return
    # Ubuntu 22.04 has no finished Python above 3.10 of its own: this archive builds them for it.
    apt-get install -y software-properties-common
    add-apt-repository -y ppa:deadsnakes/ppa
    apt-get install -y python3.12 python3.12-venv
}

# An environment that is there already is used as it is.
if [ ! -x "$root/venv/bin/python" ]; then
    if ! python=$(find_python); then
        install_python || true # what has come of it shows next
        if ! python=$(find_python); then
            echo "There is no Python 3.11 or newer to be had here: choose a newer base image on Gradescope." >&2
            exit 1
        fi
    fi
    "$python" -m venv "$root/venv"
fi

# Exactly the versions that the answers were prepared with. pip takes another index from PIP_INDEX_URL, and none from
# PIP_NO_INDEX. torch is not among them: the answers replace it, which saves most of the image and of the memory.
"$root/venv/bin/python" -m pip install --no-cache-dir --disable-pip-version-check -r "$source/requirements.txt"

# Student code is jailed and cannot open files at all; should it ever, these are for root alone.
chmod 700 "$source"
chmod 600 "$source/secret" "$source/answers.npz"

# Better no autograder than one that grades wrongly: the reference solution has to pass here as it does at home.
PYTHONPATH="$source/kit" "$root/venv/bin/python" -m bpgrade gradescope check --root "$root"
