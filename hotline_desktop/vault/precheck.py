"""Looks at an encrypted file before SQLite opens it, which believes more than it should.

SQLite takes a blank page for a whole one, an empty file for a new one, and whatever log lies beside
a file for its own. So this comes first; it writes nothing, and mends nothing.
"""

from contextlib import closing
from pathlib import Path

from hotline_desktop.vault import vault
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.remains.lines import Lines, lines_left
from hotline_desktop.vault.remains.pages import Pages, Way
from hotline_desktop.vault.remains.tables import INDEXES, SHAPES, read_tables
from hotline_desktop.vault.vault import WAY_OUT, DamagedVaultError

LARGEST = 512 * 1024 * 1024
"""Bytes of a file whose every page is looked at when it is opened: about a second."""
_FOLLOWED = 16_384
"""Pages (64 MiB) of a file whose trail is followed, with and without the log beside it."""

Stamp = tuple[tuple[str, int, int, int, int], ...]


def stamp(folder: Path) -> Stamp:
    """Tell what would show that a file was written to: name, inode, bytes, times in ns.

    It spares a second look within the same opening, and is no seal: whoever may write here can
    set a file's times too.
    """
    found = []
    for name in (vault.FILE, Journal.FILE):
        for path in sorted(folder.glob(f"{name}*")):
            at = path.stat()
            found.append((path.name, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns))
    return tuple(found)


def refuse_damaged(folder: Path, key: bytes) -> None:
    """Refuse an office whose files are not whole; one that is larger than LARGEST in part only.

    No connection to either file may be open in this process: closing a file drops its locks.

    Raises:
        DamagedVaultError: with what to do. Nothing was changed.
    """
    if (folder / vault.FILE).exists() and (told := _problem(folder / vault.FILE, key)):
        raise DamagedVaultError(
            f"The vault is damaged: {told}. Nothing was changed; restore it from a backup, "
            f"{WAY_OUT}."
        )
    if (folder / Journal.FILE).exists() and (told := _problem(folder / Journal.FILE, key)):
        raise DamagedVaultError(
            f"The journal of unsaved text is damaged: {told}. Nothing was changed. Move journal.db "
            f"out of the office folder to open without it, {WAY_OUT}."
        )


def _problem(path: Path, key: bytes) -> str:
    leftover = path.with_name(f"{path.name}-journal")
    if leftover.exists() and leftover.stat().st_size:
        return f"{leftover.name} beside it would put old pages over new ones"
    size = path.stat().st_size
    if not size:
        return "the file is empty"
    try:
        with closing(Pages(path, key)) as pages:
            return _of_pages(pages, size) or (_of_log(path, key, pages) if pages.has_log else "")
    except OSError:
        return "the disk does not give it"


def _of_pages(pages: Pages, size: int) -> str:
    damaged = pages.damaged() if size <= LARGEST else ()
    if damaged:
        return f"{len(damaged)} of its {pages.count} pages cannot be read"
    if pages.overlay.left_out > 1:  # one may be what a power cut left of an act never promised
        return "the log beside it breaks off before its end"
    return ""


def _of_log(path: Path, key: bytes, pages: Pages) -> str:
    """Say whether the log is of another day than the file: then the trail tells."""
    if pages.here > _FOLLOWED:
        return ""
    with closing(Pages(path, key, Way.LEFT_OUT)) as alone:
        before, after = _lines(alone), _lines(pages)
    if after.last < before.last or set(after.losses) - set(before.losses):
        return "the log beside it is not of the same day"
    return ""


def _lines(pages: Pages) -> Lines:
    only = {"trail": SHAPES["trail"]}, {"trail_by_subject": INDEXES["trail_by_subject"]}
    return lines_left(read_tables(pages, *only), None)
