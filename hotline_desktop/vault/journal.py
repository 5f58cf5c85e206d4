"""What is being typed, in a file of its own so that bulk work neither delays nor undoes it."""

import os
from datetime import datetime
from pathlib import Path

from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.noun import decode, encode
from hotline_desktop.vault.trail import stamp
from hotline_desktop.vault.vault import DamagedVaultError, connect, told

STEPS = 100
"""How many pauses of typing can be taken back, about: steps of all situations share numbers."""


class Journal:
    """The last state of each author's desk; nobody else's is ever given out."""

    FILE = "journal.db"

    def __init__(self, folder: Path, key: bytes) -> None:
        """Open the journal beside the vault, or make it."""
        path = folder / self.FILE
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        try:
            self._connection = connect(path, key)
        except DamagedVaultError:
            raise DamagedVaultError(
                "The journal of unsaved text cannot be read: it is damaged. Move journal.db out of "
                "the office folder to open without it; the vault beside it was not touched."
            ) from None
        with told():
            for table in (
                "desk(author TEXT PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL)",
                "aside(author TEXT NOT NULL, situation TEXT NOT NULL, at TEXT NOT NULL, "
                "body TEXT NOT NULL, PRIMARY KEY(author, situation))",
                "step(n INTEGER PRIMARY KEY, author TEXT NOT NULL, situation TEXT NOT NULL, "
                "body TEXT NOT NULL)",
                "first(id INTEGER PRIMARY KEY CHECK(id = 1), salt BLOB NOT NULL)",
            ):
                self._connection.execute(f"CREATE TABLE IF NOT EXISTS {table} STRICT")

    def keep(
        self, author: str, desk: Bookmark, at: datetime, before: Bookmark | None = None
    ) -> None:
        """Write one author's desk; on disk when this returns.

        ``before`` is what it was: a step that :meth:`step_back` gives again.
        """
        connection, body = self._connection, encode(desk).decode()
        with told():
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute(
                    "INSERT INTO desk VALUES(?,?,?) ON CONFLICT(author) DO UPDATE "
                    "SET at=excluded.at, body=excluded.body",
                    (author, stamp(at), body),
                )
                if before is not None:
                    self._step(author, before)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def step_back(self, author: str, situation: str) -> Bookmark | None:
        """Give the newest step of a situation and forget it; None when there is none left."""
        with told():
            row = self._connection.execute(
                "DELETE FROM step WHERE n=(SELECT max(n) FROM step WHERE author=? AND situation=?) "
                "RETURNING body",
                (author, situation),
            ).fetchall()
        return decode(Bookmark, row[0][0]) if row else None

    def forget_steps(self, author: str, situation: str) -> None:
        """Forget every step of a situation."""
        with told():
            self._connection.execute(
                "DELETE FROM step WHERE author=? AND situation=?", (author, situation)
            )

    def _step(self, author: str, before: Bookmark) -> None:
        self._connection.execute(
            "INSERT INTO step(author, situation, body) VALUES(?,?,?)",
            (author, before.situation, encode(before).decode()),
        )
        self._connection.execute(
            "DELETE FROM step WHERE author=? AND situation=? AND n <= "
            "(SELECT max(n) FROM step WHERE author=? AND situation=?) - ?",
            (author, before.situation, author, before.situation, STEPS),
        )

    def last(self, author: str) -> Bookmark | None:
        """Give this author's desk as it was left."""
        with told():
            row = self._connection.execute(
                "SELECT body FROM desk WHERE author=?", (author,)
            ).fetchone()
        return decode(Bookmark, row[0]) if row else None

    def set_aside(self, author: str, desk: Bookmark, at: datetime) -> None:
        """Keep an unsaved draft whose page is needed for something else, by its situation."""
        with told():
            self._connection.execute(
                "INSERT INTO aside VALUES(?,?,?,?) ON CONFLICT(author, situation) DO UPDATE "
                "SET at=excluded.at, body=excluded.body",
                (author, desk.situation, stamp(at), encode(desk).decode()),
            )

    def aside(self, author: str, situation: str) -> Bookmark | None:
        """Give what this author left unsaved of a situation ("" for a new signal)."""
        with told():
            row = self._connection.execute(
                "SELECT body FROM aside WHERE author=? AND situation=?", (author, situation)
            ).fetchone()
        return decode(Bookmark, row[0]) if row else None

    def drop_aside(self, author: str, situation: str) -> None:
        """Forget it: it was kept, or is on the page again and in the desk's own line."""
        with told():
            self._connection.execute(
                "DELETE FROM aside WHERE author=? AND situation=?", (author, situation)
            )

    def keep_salt(self, salt: bytes) -> None:
        """Keep the first 16 bytes of the vault a second time: without them no seal can be checked.

        They are no secret.
        """
        with told():
            row = self._connection.execute("SELECT salt FROM first").fetchone()
            if row is None or row[0] != salt:
                self._connection.execute("INSERT OR REPLACE INTO first VALUES(1,?)", (salt,))

    def close(self) -> None:
        """Close the file."""
        with told():
            self._connection.close()
