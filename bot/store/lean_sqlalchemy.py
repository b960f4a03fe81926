"""SQLAlchemy's asyncio package without its object mapper, which takes seven megabytes.

The stores write their statements themselves. The mapper comes with the package alone, whose
`__init__` names its sessions; an engine needs none of it. So the package is put in its place
without running its `__init__`, and that is run when somebody asks for a name that it would define.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_NAME = "sqlalchemy.ext.asyncio"


class _Package(ModuleType):
    """The package: submodules are found in its folder, names by running its `__init__`."""

    __spec__: ModuleSpec

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") or self.__spec__.loader is None:
            raise AttributeError(name)
        self.__class__ = ModuleType  # type: ignore[assignment]  # once: then it is like any other
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def _put_in_place() -> None:
    spec = find_spec(_NAME)
    if spec is None or _NAME in sys.modules:
        return
    package = sys.modules[_NAME] = module_from_spec(spec)
    engine = import_module(_NAME + ".engine")
    package.__dict__.update(
        AsyncConnection=engine.AsyncConnection,
        AsyncEngine=engine.AsyncEngine,
        create_async_engine=engine.create_async_engine,
    )
    package.__class__ = _Package


_put_in_place()
