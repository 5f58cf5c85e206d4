from datetime import UTC, datetime

from hotline_desktop.keys import sealing, spool

NOW = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
PRIVATE = sealing.new_private()
PUBLIC = sealing.public_of(PRIVATE)


def test_what_was_sealed_is_read_in_order(tmp_path):
    for second in range(3):
        spool.add(tmp_path, "office", PUBLIC, NOW.replace(second=second))
    read = spool.read(tmp_path, "office", PRIVATE)
    assert [line.at.second for line in read] == [0, 1, 2]
    assert len({line.id for line in read}) == 3
    spool.empty(tmp_path)
    assert spool.read(tmp_path, "office", PRIVATE) == ()


def test_nobody_without_the_key_reads_when(tmp_path):
    spool.add(tmp_path, "office", PUBLIC, NOW)
    text = (tmp_path / spool.FILE).read_bytes()
    assert b"2026" not in bytes.fromhex(text.decode().strip())
    assert (tmp_path / spool.FILE).stat().st_mode & 0o077 == 0
    assert spool.read(tmp_path, "office", sealing.new_private()) == (None,)


def test_rubbish_is_told_and_hides_nothing(tmp_path):
    spool.add(tmp_path, "office", PUBLIC, NOW)
    with (tmp_path / spool.FILE).open("ab") as file:
        file.write(b"zz\n" + b"00" * 90 + b"\n\xff\xfe\n")
    spool.add(tmp_path, "office", PUBLIC, NOW)
    read = spool.read(tmp_path, "office", PRIVATE)
    assert [line is None for line in read] == [False, True, True, True, False]


def test_it_does_not_grow_without_end(tmp_path):
    (tmp_path / spool.FILE).write_bytes(b"00" * 512 * 1024)
    before = (tmp_path / spool.FILE).stat().st_size
    spool.add(tmp_path, "office", PUBLIC, NOW)
    assert (tmp_path / spool.FILE).stat().st_size == before


def test_a_key_that_is_none_raises_nothing(tmp_path):
    spool.add(tmp_path, "office", b"short", NOW)
    spool.add(tmp_path / "gone", "office", PUBLIC, NOW)
    assert spool.read(tmp_path, "office", PRIVATE) == ()
