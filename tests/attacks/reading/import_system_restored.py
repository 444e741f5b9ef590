"""Gives the import system its finders back and loads the hidden tests as source, without the packages they need."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import sys
import types
from importlib.machinery import BuiltinImporter, FileFinder, FrozenImporter, PathFinder, SourceFileLoader


def attack():
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, PathFinder]
    sys.path_hooks[:] = [FileFinder.path_hook((SourceFileLoader, [".py"]))]
    sys.path[:] = ["@KIT@/bpgrade/hidden"]
    sys.path_importer_cache.clear()
    for name in ("pytest", "bpgrade.mistakes", "bpgrade.wall.client", "bpgrade.cases", "torch"):
        sys.modules[name] = types.SimpleNamespace(__getattr__=None)
    spec = PathFinder.find_spec("test_01_linear")
    if spec is None:
        raise ModuleNotFoundError("the finders see no file")
    return "\n".join(line for line in spec.loader.get_source(spec.name).splitlines() if "canary" in line)
