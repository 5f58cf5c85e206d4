"""Measures the largest files, classes and functions of the product; it fails nothing by itself.

`python -m tests.house.sizes` prints them.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from tests.house.tree import PRODUCT, ROOT, modules

LIMITS = {"lines a file": 300, "methods a class": 15, "lines a function": 40}


class Size(NamedTuple):
    kind: str
    name: str
    count: int


def sizes_in(name: str, text: str) -> Iterator[Size]:
    """Everything measured in one module; a function's docstring does not count."""
    yield Size("lines a file", name, text.count("\n"))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            methods = [
                m for m in node.body if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)
            ]
            yield Size("methods a class", f"{name}:{node.name}", len(methods))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
            length = node.end_lineno - node.lineno + 1 - said
            yield Size("lines a function", f"{name}:{node.name}", length)


def all_sizes() -> list[Size]:
    """All sizes of the product, largest first."""
    found = [
        size for name, _ in modules() for size in sizes_in(name, (ROOT / name).read_text("utf-8"))
    ]
    return sorted(found, key=lambda size: -size.count)


def report(top: int = 3) -> str:
    """The largest of each kind, one line a piece."""
    everything = all_sizes()
    lines = [
        f"{PRODUCT.name}: {sum(s.count for s in everything if s.kind == 'lines a file')} lines"
    ]
    for kind, limit in LIMITS.items():
        lines.append(f"{kind} (limit {limit}):")
        largest = [size for size in everything if size.kind == kind][:top]
        lines += [f"  {size.count:5} {size.name}" for size in largest]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
