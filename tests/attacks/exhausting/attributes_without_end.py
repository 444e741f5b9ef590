"""Has whatever attribute is asked for, each leading to an object that has all attributes as well."""
# stopped by: wire


class Mirror:
    def __getattr__(self, name):
        return Mirror()

    def __call__(self, *arguments, **options):
        return Mirror()

    def __getitem__(self, index):
        return Mirror()

    def __iter__(self):
        return iter(lambda: Mirror(), None)


Linear = Mirror()
