"""Wrong answers that have a name: what a known mistake would give for the same inputs, one file per topic."""
