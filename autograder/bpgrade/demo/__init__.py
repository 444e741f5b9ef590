"""The class that `bpgrade demo` grades: twelve submissions, each with something a grader has to cope with."""
