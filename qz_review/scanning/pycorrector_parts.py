"""Parts of pycorrector without the rest of it.

Importing the package runs an ``__init__`` that wants torch; a bare module that has only its folder
lets the one part be imported that is needed.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

_PACKAGE = "pycorrector"


def pycorrector_part(name: str) -> ModuleType | None:
    """A module of pycorrector, such as ``confusion_corrector``; None where it is not installed.

    Raises ImportError where pycorrector is there and something the part needs is not.
    """
    if _PACKAGE not in sys.modules:
        spec = find_spec(_PACKAGE)
        if spec is None or spec.submodule_search_locations is None:
            return None
        bare = ModuleType(_PACKAGE)
        bare.__path__ = list(spec.submodule_search_locations)
        sys.modules[_PACKAGE] = bare
    return import_module(f"{_PACKAGE}.{name}")
