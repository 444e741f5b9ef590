"""Never comes to an end when the notebook is loaded."""
# stopped by: deadline
# when: load


def attack():
    while True:
        pass
