"""Turns single rules of the house round, and asks whether the tests of their room notice.

    scripts/mutants [--floor domain]… [--count 50] [--seed 1] [--workers 2]

For each floor a sample of mutants is drawn; each is one operator, constant or condition turned, in
a copy of the tree, and lives if all tests of its room pass. What lives is printed with its line.
Mutants that change nothing that can be seen stand in `equivalent_mutants` with the reason; they do
not count.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import NamedTuple

from scripts.equivalent_mutants import EQUIVALENT

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("domain", "store", "sync", "workflows")
GOAL = 0.85
# A mutant may loop for ever; the slowest room takes less than half of it unmutated.
PATIENCE_S = 300
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One place of a module, and what is to stand there instead."""

    path: Path
    line: int
    start: int
    end: int
    before: str
    after: str

    @property
    def name(self) -> str:
        """How it is named in `equivalent_mutants`."""
        module = ".".join(self.path.with_suffix("").parts)
        return f"{module}: {self.before} -> {self.after}"


def main() -> None:
    """Draw mutants, test each, and print what lives and how many were killed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--floor", action="append", choices=FLOORS)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="muster-mutants-") as name:
        trees = [copy_of_the_house(Path(name) / str(number)) for number in range(wanted.workers)]
        shares = [measure(floor, trees, wanted) for floor in wanted.floor or FLOORS]
    sys.exit(0 if min(shares) >= GOAL else 1)


def measure(floor: str, trees: list[Path], wanted: argparse.Namespace) -> float:
    """Test a sample of a floor's mutants; give the share that was killed."""
    known = [mutant for mutant in mutants_of(floor) if mutant.name not in EQUIVALENT]
    drawn = random.Random(wanted.seed).sample(known, min(wanted.count, len(known)))
    free: Queue[Path] = Queue()
    for tree in trees:
        free.put(tree)

    def test(mutant: Mutant) -> bool:
        tree = free.get()
        try:
            return is_killed(mutant, tree)
        finally:
            free.put(tree)

    with ThreadPoolExecutor(len(trees)) as pool:
        killed = list(pool.map(test, drawn))
    for mutant, is_dead in zip(drawn, killed, strict=True):
        if not is_dead:
            print(f"  lives  {mutant.path}:{mutant.line}  {mutant.before}  ->  {mutant.after}")
    share = sum(killed) / len(killed)
    print(f"{floor}: {sum(killed)} of {len(killed)} killed ({share:.0%}), of {len(known)} known")
    return share


def mutants_of(floor: str) -> list[Mutant]:
    """List all mutants of a floor."""
    found = []
    for path in sorted((ROOT / "desktop" / floor).rglob("*.py")):
        found += list(mutants_in(path.relative_to(ROOT), path.read_text(encoding="utf-8")))
    return found


def mutants_in(path: Path, source: str) -> Iterator[Mutant]:
    """Give all mutants of a module, in the order of its text."""
    begins = [0]
    for line in source.splitlines(keepends=True):
        begins.append(begins[-1] + len(line.encode()))
    for node in expressions_of(ast.parse(source)):
        for turned in turned_of(node):
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            start = begins[node.lineno - 1] + node.col_offset
            end = begins[node.end_lineno - 1] + node.end_col_offset
            yield Mutant(path, node.lineno, start, end, ast.unparse(node), f"({turned})")


def expressions_of(node: ast.AST) -> Iterator[ast.expr]:
    """Walk over expressions that stand for rules: not the parts of f-strings, nor of decorators.

    Python 3.11 does not say where the former stand; the latter make records frozen and small.
    """
    for name, value in ast.iter_fields(node):
        if name in ("decorator_list", "annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            if isinstance(child, ast.expr):
                yield child
            yield from expressions_of(child)


def turned_of(node: ast.AST) -> Iterator[str]:
    """Say what may stand instead of an expression, as source."""
    match node:
        case ast.Compare(left, [op], [right]) if type(op) in _TURNED:
            yield ast.unparse(ast.Compare(left, [_TURNED[type(op)]()], [right]))
        case ast.BoolOp(op, values):
            yield ast.unparse(
                ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            )
        case ast.UnaryOp(ast.Not(), operand):
            yield ast.unparse(operand)
        case ast.BinOp(left, ast.Add(), right) if not _is_text(left) and not _is_text(right):
            yield ast.unparse(ast.BinOp(left, ast.Sub(), right))
        case ast.BinOp(left, ast.Sub(), right):
            yield ast.unparse(ast.BinOp(left, ast.Add(), right))
        case ast.IfExp(test, body, orelse):
            yield ast.unparse(ast.IfExp(test, orelse, body))
        case ast.Constant(bool() as value):
            yield repr(not value)
        case ast.Constant(int() as value):
            yield repr(value + 1)
        case ast.Call(ast.Name(name), arguments, keywords) if name in _CALLS:
            yield ast.unparse(ast.Call(ast.Name(_CALLS[name]), arguments, keywords))


def _is_text(node: ast.expr) -> bool:
    is_constant = isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    return is_constant or isinstance(node, ast.JoinedStr | ast.List | ast.Tuple)


def copy_of_the_house(tree: Path) -> Path:
    """Copy what tests need to a place where it may be broken."""
    for name in ("desktop", "tests", "resources", "docs", "scripts", "benchmarks"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "pyproject.toml", "uv.lock", ".gitattributes"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, tree / name)
    return tree


def is_killed(mutant: Mutant, tree: Path) -> bool:
    """Put a mutant into a tree, run the tests of its room, and take it out again."""
    target = tree / mutant.path
    whole = target.read_bytes()
    target.write_bytes(whole[: mutant.start] + mutant.after.encode() + whole[mutant.end :])
    try:
        return fails(tests_of(mutant.path, tree), tree)
    finally:
        target.write_bytes(whole)


def tests_of(module: Path, tree: Path) -> list[str]:
    """Name the tests of a module's room; those of its floor where the room has none."""
    room = Path("tests", *module.parts[1:-1])
    return [str(room if (tree / room).is_dir() else room.parent)]


def fails(tests: list[str], tree: Path) -> bool:
    """Tell whether tests fail, or never end."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, check=False,
            timeout=PATIENCE_S,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


if __name__ == "__main__":
    main()
