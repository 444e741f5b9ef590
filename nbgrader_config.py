"""A clone of backprop-kit is a working nbgrader course: its rooms, under nbgrader's names for them."""

c = get_config()  # noqa: F821  nbgrader defines it

c.CourseDirectory.course_id = "backprop-kit"
c.CourseDirectory.source_directory = "solution"
c.CourseDirectory.release_directory = "assignment"
# nbgrader copies whatever lies beside the notebooks to the students: not what tools leave behind
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "*.pyc", ".*_cache", "gradebook.db"]
# a test cell that a student has deleted comes back, instead of waiting for a manual grade for ever
c.OverwriteCells.add_missing_cells = True
