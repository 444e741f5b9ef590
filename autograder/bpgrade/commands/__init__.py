"""The verbs of bpgrade, one file each: add_parser(verbs) and run(options) -> exit status."""
