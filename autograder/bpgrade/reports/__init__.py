"""Reports: everything a person reads about grades, made from result records alone."""
