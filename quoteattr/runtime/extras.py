"""Packages that the default path does without: told with the command that brings them where they are missing."""

from importlib import import_module

from quoteattr.errors import MissingExtra

_EXTRAS = {"dask": "dask", "matplotlib": "charts", "pandas": "pandas", "pyarrow": "parquet"}  # package: its extra


def need(purpose: str, *packages: str) -> None:
    """Make sure that some packages can be imported.

    Args:
        purpose: what needs them: ``"engine='rules'"``.
        packages: their names, as they are imported.

    Raises:
        MissingExtra: one of them is not installed.
    """
    missing = [package for package in packages if _is_missing(package)]
    if missing:
        extras = ",".join(_EXTRAS[package] for package in missing if package in _EXTRAS)
        wanted = [f"'quoteattr[{extras}]'"] if extras else []
        wanted += [package for package in missing if package not in _EXTRAS]
        note = " (torch's CPU build, where no GPU is: the README says how)" if "torch" in missing else ""
        raise MissingExtra(
            f"{purpose} needs {' and '.join(missing)}, not installed here: pip install {' '.join(wanted)}{note}"
        )


def _is_missing(package: str) -> bool:
    try:
        import_module(package)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != package:
            raise  # it is there and broken: its own error says more
        return True
    return False
