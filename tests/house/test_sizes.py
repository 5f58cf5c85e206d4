"""Nothing in the product grows past what one can hold in the head, unless it says why."""

from tests.house.sizes import LIMITS, all_sizes, report, sizes_in

# name as in the report -> (its own limit, the reason). An entry that is no longer needed fails.
EXCEPTIONS: dict[str, tuple[int, str]] = {}


def test_nothing_is_larger_than_its_limit() -> None:
    print(report())
    over = [
        f"{size.name}: {size.count} {size.kind}"
        for size in all_sizes()
        if size.count > EXCEPTIONS.get(size.name, (LIMITS[size.kind], ""))[0]
    ]
    assert not over, "split by what they are about, or name the reason in EXCEPTIONS"


def test_every_exception_is_needed_and_says_why() -> None:
    needed = {size.name for size in all_sizes() if size.count > LIMITS[size.kind]}
    assert set(EXCEPTIONS) <= needed
    assert all(len(reason.split()) >= 5 for _, reason in EXCEPTIONS.values())


def test_a_planted_giant_is_seen() -> None:
    body = "\n".join(f"        x = {n}" for n in range(41))
    methods = "\n".join(f"    def m{n}(self): ..." for n in range(16))
    planted = f"class Big:\n{methods}\n    def long(self):\n{body}\n" + "\n" * 300
    over = {size.kind for size in sizes_in("big.py", planted) if size.count > LIMITS[size.kind]}
    assert over == set(LIMITS)


def test_a_docstring_does_not_count_as_length() -> None:
    planted = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    lengths = [size.count for size in sizes_in("f.py", planted) if size.kind == "lines a function"]
    assert lengths == [2]
