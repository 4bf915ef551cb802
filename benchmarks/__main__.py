"""The one command that measures."""

from __future__ import annotations

import argparse
import platform
import sys
from importlib import import_module
from importlib.util import find_spec

TOPICS = ("importing", "crowds", "browse", "start", "window", "paper", "preview", "districts", "map", "doubles")

PEERS = {"importing": ("pandas", "sqlite-utils"), "doubles": ("splink",)}
"""What is measured against where it is installed; nothing of the program needs it."""


def main() -> int:
    """Measure the topics asked for and say which goals are met; a missed goal is told, not failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("topic", nargs="*", help=f"of {', '.join(TOPICS)}; all where none is named")
    parser.add_argument("--people", type=int, nargs="+", default=[10_700, 100_000])
    chosen = parser.parse_args()
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    for topic in chosen.topic or TOPICS:
        for peer in PEERS.get(topic, ()):
            if find_spec(peer.replace("-", "_")) is None:
                print(f"{topic}: not measured against {peer}, which is not here (pip install {peer})")
        for figure in import_module(f"benchmarks.{topic}").run(chosen.people):
            print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
