"""Opens the gradebook as a database."""
# stopped by: imports, seccomp, landlock, namespaces


def attack():
    import sqlite3

    return str(sqlite3.connect("@HOME@/gradebook.db").execute("select * from sqlite_master").fetchall())
