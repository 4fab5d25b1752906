#!/usr/bin/env python3
"""Starts Muster, or says what to run where its libraries are not there.

What stands here is read by any Python 3, so that an older one gets the sentence, too.
"""

import sys

MORE = "scripts/muster sets up what is missing and takes the same words."
if sys.platform == "win32":
    MORE = MORE.replace("scripts/muster", "scripts\\muster.cmd")


def start() -> None:
    """Run Muster, or leave with a sentence and 1."""
    version = ".".join(map(str, sys.version_info[:2]))
    if not (3, 11) <= sys.version_info[:2] < (3, 15):
        sys.exit(f"Muster runs on Python 3.11 to 3.14; this is {version}. {MORE}")
    try:
        from desktop.app import main  # noqa: PLC0415
    except ImportError as error:
        if (error.name or "").startswith("desktop"):
            raise
        sys.exit(f"A library of Muster is missing ({error}). {MORE}")
    main()


if __name__ == "__main__":
    start()
