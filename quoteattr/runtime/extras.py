"""Packages that the default path does without: told with the command that brings them where they are missing."""

from importlib.util import find_spec

from quoteattr.errors import MissingExtra

_EXTRAS = {  # package: its extra
    "cassis": "uima",
    "dask": "dask",
    "matplotlib": "charts",
    "pandas": "pandas",
    "pyarrow": "parquet",
}


def need(purpose: str, *packages: str) -> None:
    """Make sure that some packages are installed; none is imported by this.

    Args:
        purpose: what needs them: ``"engine='rules'"``.
        packages: their names, as they are imported.

    Raises:
        MissingExtra: one of them is not installed.
    """
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        extras = ",".join(_EXTRAS[package] for package in missing if package in _EXTRAS)
        wanted = [f"'quoteattr[{extras}]'"] if extras else []
        wanted += [package for package in missing if package not in _EXTRAS]
        note = " (torch's CPU build, where no GPU is: the README says how)" if "torch" in missing else ""
        raise MissingExtra(
            f"{purpose} needs {' and '.join(missing)}, not installed here: pip install {' '.join(wanted)}{note}"
        )
