"""T15: nothing is loaded from the working folder, or because the environment says so.

What no start of ours can prevent is tried as well, and has to be seen: PYTHONPATH and LD_PRELOAD
are in the door before its first line, and ``python -m`` takes a package of our name from the
working folder. The installed ``hotline-desktop`` does not look there; no session hears PYTHONPATH.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from hotline_desktop.door import own_command
from tests.kit import clocks
from tests.kit.tally import Tally, note

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="needs root on Linux, to look into a hardened process",
)

BIN = Path(sys.executable).parent
SCRIPT, MODULE = [str(BIN / "hotline-desktop")], [sys.executable, "-m", "hotline_desktop"]
NAMES = ("sqlcipher3", "json", "keyring", "argparse", "selectors", "msgspec", "PySide6", "queue",
         "shutil", "hashlib", "sitecustomize", "usercustomize")  # fmt: skip
READY = "platforms/libqoffscreen.so"
CONF = """
openssl_conf = start
[start]
providers = all
[all]
evil = evil
[evil]
module = {0}
activate = 1
"""


class Planted:
    """Modules, plugins and a configuration that leave a mark when they are used."""

    def __init__(self, folder: Path) -> None:
        import PySide6

        self.folder, self.marks = folder, folder / "marks"
        self.cwd, self.home, self.qt = folder / "cwd", folder / "home", folder / "qt"
        for made in (self.marks, self.cwd, self.home):
            made.mkdir(parents=True)
        for name in NAMES:
            self.module(self.cwd / f"{name}.py")
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        user = self.home / ".local" / "lib" / version / "site-packages"
        user.mkdir(parents=True)
        self.module(user / "usercustomize.py")
        self.module(self.home / "startup.py")
        plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
        shutil.copytree(plugins, self.qt / "platforms")
        (folder / "openssl.cnf").write_text(CONF.format(folder / "evil.so"))

    def module(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        mark = self.marks / f"{path.parent.name}-{path.name}"
        path.write_text(f"open({str(mark)!r}, 'w').close()\nraise ImportError('planted')\n")

    def env(self, **more: str) -> dict[str, str]:
        usual = {"PATH": os.environ["PATH"], "HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen"}
        return usual | {"XDG_STATE_HOME": str(self.home / "state")} | more

    def hostile(self) -> dict[str, str]:
        return self.env(
            QT_PLUGIN_PATH=str(self.qt),
            QT_QPA_PLATFORM_PLUGIN_PATH=str(self.qt / "platforms"),
            QT_LOGGING_RULES="*=true",
            OPENSSL_CONF=str(self.folder / "openssl.cnf"),
            OPENSSL_MODULES=str(self.folder),
            GTK_MODULES=str(self.folder / "evil.so"),
            GIO_EXTRA_MODULES=str(self.folder),
            GCONV_PATH=str(self.folder),
            PYTHONSTARTUP=str(self.home / "startup.py"),
            PYTHONUSERBASE=str(self.home / ".local"),
            PYTHON_KEYRING_BACKEND="json.Keyring",
        )

    def used(self) -> set[str]:
        found = {mark.name for mark in self.marks.iterdir()}
        for mark in self.marks.iterdir():
            mark.unlink()
        return found


@pytest.fixture
def planted(tmp_path):
    return Planted(tmp_path / "planted")


@contextmanager
def running(command, planted, env):
    """Give the process that shows the window, once it can, and None where it never could."""
    office = ["--office", str(planted.folder / "office")] if command in (SCRIPT, MODULE) else []
    process = subprocess.Popen(
        [*command, *office], cwd=planted.cwd, env=env,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield _shown(process, bool(office))
    finally:
        process.terminate()
        process.stdin.close()
        process.wait(10)


def _shown(process, behind_door):
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        mine = psutil.Process(process.pid)
        for one in mine.children() if behind_door else [mine]:
            if READY in mapped(one.pid):
                return one
        time.sleep(0.03)
    return None


def mapped(pid):
    try:
        return Path(f"/proc/{pid}/maps").read_text()
    except OSError:
        return ""


def session(planted):
    """What the door starts, without the door."""
    return own_command(planted.folder / "office")


@pytest.mark.parametrize("command", [SCRIPT, MODULE], ids=["the script", "python -m"])
def test_nothing_that_was_planted_is_loaded(planted, command):
    env = planted.hostile()
    with running(command, planted, env) as window:
        assert window is not None, f"it never came up; used: {planted.used()}"
        used = planted.used() | {
            line.split()[-1] for line in mapped(window.pid).splitlines() if str(planted.qt) in line
        }
        kept = set(window.environ()) & set(env) - set(planted.env())
    kept -= {name for name in kept if name.startswith("PYTHON")}  # it is deaf to these: -I
    trials = len(NAMES) + len(env) - len(planted.env())
    saw = "modules in the working folder, home and environment; Qt, OpenSSL, GTK, GLib, glibc"
    what = f"planted code loaded, by {'the script' if command is SCRIPT else 'python -m'}"
    note(Tally("T15", what, trials, len(used) + len(kept), saw))
    assert not used
    assert not kept, "the window still hears these"


def test_a_session_hears_nothing_of_python_s_own_variables(planted):
    env = planted.env(
        PYTHONPATH=str(planted.cwd),
        PYTHONSTARTUP=str(planted.home / "startup.py"),
        PYTHONUSERBASE=str(planted.home / ".local"),
    )
    with running(session(planted), planted, env) as window:
        assert window is not None
    used = planted.used()
    note(Tally("T15", "planted modules loaded by a session", len(NAMES) + 2, len(used)))
    assert not used


def test_no_environment_and_no_file_swaps_the_keyring(planted):
    config = planted.home / ".config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=evil.Keyring\nkeyring-path={planted.home}\n"
    )
    planted.module(planted.home / "evil.py")
    ask = "from hotline_desktop.keys.os_keyring import os_keyring; print(os_keyring())"
    used = []
    for script, env in (
        (ask, {}),
        (ask, {"PYTHON_KEYRING_BACKEND": "evil.Keyring", "PYTHONPATH": str(planted.home)}),
        ("import keyring; keyring.get_keyring()", {}),
    ):
        subprocess.run(
            [sys.executable, "-I", "-c", script], env=planted.env(**env), capture_output=True,
            cwd=planted.cwd, check=False, timeout=30,
        )  # fmt: skip
        used.append(planted.used())
    note(Tally("T15", "planted keyrings loaded", 2, sum(map(bool, used[:2])), "", 1, len(used[2])))
    assert used[2], "the library alone would not load it either"
    assert not used[0] | used[1]


def test_what_is_loaded_is_seen(planted):
    """The first two by a session without the handle before it, the others in spite of it."""
    seen = {}
    with running(session(planted), planted, planted.env(QT_PLUGIN_PATH=str(planted.qt))) as window:
        seen["a Qt plugin, without the handle"] = window is not None and str(planted.qt) in mapped(
            window.pid
        )
    conf = planted.env(OPENSSL_CONF=str(planted.folder / "openssl.cnf"))
    with running(session(planted), planted, conf) as window:
        seen["OpenSSL's providers, without it"] = (
            window is None
        )  # without any it has no random numbers
    with running(SCRIPT, planted, planted.env(PYTHONPATH=str(planted.cwd))) as window:
        seen["PYTHONPATH, in the door"] = bool(planted.used())
    if clocks.LIBRARY is not None:
        own = Path(shutil.copy(clocks.LIBRARY, planted.folder / "evil.so"))
        with running(SCRIPT, planted, planted.env(LD_PRELOAD=str(own))) as window:
            seen["LD_PRELOAD"] = window is not None and str(own) in mapped(window.pid)
    planted.module(planted.cwd / "hotline_desktop" / "__init__.py")
    with running(MODULE, planted, planted.env()) as window:
        seen["a package of our name, by python -m"] = window is None and bool(planted.used())
    told, caught = ", ".join(seen), sum(seen.values())
    what = "planted code that is loaded and not seen"
    note(Tally("T15", what, len(seen), len(seen) - caught, told, len(seen), caught))
    assert all(seen.values()), seen
