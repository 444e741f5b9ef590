"""python -m bpgrade."""

import sys

from bpgrade.cli import main

sys.exit(main())
