"""A clone of backprop-kit is a working nbgrader course: its rooms, under nbgrader's names for them."""

c = get_config()  # noqa: F821  nbgrader defines it

c.CourseDirectory.course_id = "backprop-kit"
c.CourseDirectory.source_directory = "solution"
c.CourseDirectory.release_directory = "assignment"
# a test cell that a student has deleted comes back, instead of waiting for a manual grade for ever
c.OverwriteCells.add_missing_cells = True
