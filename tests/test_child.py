"""What a child may do, how it answers, and that it always ends; with real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline_desktop import child
from hotline_desktop.child import CancelledError, ChildFailedError
from hotline_desktop.errors import BadInputError, HotlineError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and /proc of Linux")

SERVED = Path(__file__).parent / "hands" / "served_child.py"
MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every child here is tests/hands/served_child.py, and none is left."""
    monkeypatch.setattr(child, "_own_python", lambda _: [sys.executable, "-I", str(SERVED)])
    yield
    assert not child.running


def ask(do: str, memory: int | None = None, seconds: float = 20, **more: object) -> Iterator[bytes]:
    limits = {name: more.pop(name) for name in ("progress", "cancelled") if name in more}
    request = json.dumps({"do": do, **more}).encode()
    return child.run("served", request, address_space=memory, seconds=seconds, **limits)


def lives(process: int) -> bool:
    return (
        Path(f"/proc/{process}/status").exists()
        and "zombie"
        not in (Path(f"/proc/{process}/status").read_text().split("State:")[1].split("\n")[0])
    )


def ended(process: int, within: float = 3.0) -> bool:
    end = time.monotonic() + within
    while lives(process) and time.monotonic() < end:
        time.sleep(0.01)
    return not lives(process)


class TestAnswers:
    def test_results_come_one_by_one_and_in_order(self) -> None:
        assert list(ask("echo", parts=["one", "", "three \n\0"])) == [b"one", b"", b"three \n\0"]

    def test_none_is_an_answer_too(self) -> None:
        assert list(ask("echo", parts=[])) == []

    def test_a_large_request_and_a_large_answer(self) -> None:
        assert list(ask("echo", parts=["x" * 20 * MIB])) == [b"x" * 20 * MIB]

    def test_progress_is_told_between_results(self) -> None:
        told: list[bytes] = []
        assert list(ask("count", to=5, progress=told.append)) == [b"counted"]
        assert told == [b"0", b"1", b"2", b"3", b"4"]
        assert list(ask("count", to=5)) == [b"counted"], "and need not be heard"

    def test_it_comes_as_it_is_made(self) -> None:
        first = ask("hang", progress=lambda told: arrived.append(time.monotonic()))
        arrived: list[float] = []
        with pytest.raises(ChildFailedError):
            list(ask_then_kill(first, arrived))
        assert arrived


def ask_then_kill(answers: Iterator[bytes], arrived: list[float]) -> Iterator[bytes]:
    """Ends all children once progress has arrived."""

    def wait() -> None:
        while not arrived:
            time.sleep(0.01)
        child.kill_all()

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield from answers
    finally:
        thread.join()


class TestErrors:
    def test_bad_input_stays_bad_input(self) -> None:
        answers = ask("refuse", sentence="Row 3 is Zürich.", **{"as": "room"})
        assert next(answers) == b"first"
        with pytest.raises(BadInputError) as told:
            next(answers)
        assert str(told.value) == "Row 3 is Zürich."

    def test_what_the_world_said_stays_that(self) -> None:
        with pytest.raises(HotlineError) as told:
            list(ask("refuse", sentence="The disk is full.", **{"as": "world"}))
        assert type(told.value) is HotlineError
        assert str(told.value) == "The disk is full."

    def test_a_bug_is_told_without_values(self, capfd: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(ChildFailedError) as told:
            list(ask("break_off", value="her name"))
        assert str(told.value) == (
            "The work was stopped: it broke off. Nothing was written; try again, and tell the "
            "administrator."
        )
        said = capfd.readouterr().err
        assert said.startswith("hotline child: ValueError at child.py:")
        assert "served_child.py:" in said
        assert said.count("\n") == 1
        assert "her name" not in said
        assert "/" not in said

    def test_what_a_library_prints_goes_nowhere(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert list(ask("chatter", value="her name")) == [b"said"]
        assert capfd.readouterr() == ("", "")

    @pytest.mark.parametrize("how", [{"do": "crash"}, {"do": "leave", "code": 0}])
    def test_one_that_ends_without_an_end_frame_has_failed(
        self, how: dict, capfd: pytest.CaptureFixture[str]
    ) -> None:
        answers = ask(**how)
        assert next(answers) == b"first"
        with pytest.raises(ChildFailedError, match="broke off"):
            next(answers)
        assert "hotline child: SystemExit" in capfd.readouterr().err or how["do"] == "crash"

    def test_a_module_that_is_not_there_has_failed(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.undo()
        with pytest.raises(ChildFailedError):
            list(child.run("hotline_desktop.no_such", b"x" * MIB, address_space=None, seconds=20))
        assert "No module named hotline_desktop.no_such" in capfd.readouterr().err

    @pytest.mark.parametrize(
        "frame",
        [
            "",
            "72",
            "7a00000000",
            "72ffffffff00",
            "7200000005616263",
            "65000000037b7d20",
            "6500000001ff",
            b"e\0\0\0\x1d".hex() + b'{"kind":"no","sentence":"x"} '.hex(),
        ],
    )
    def test_frames_that_are_none_are_a_failure(self, frame: str) -> None:
        """A child reads hostile files; what it says is bounded and checked."""
        with pytest.raises(ChildFailedError):
            next(ask("speak_nonsense", hex=frame))

    def test_a_result_beyond_the_bound_is_a_failure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(child, "_LARGEST", MIB)
        assert list(ask("large", size=MIB)) == [b"x" * MIB]
        with pytest.raises(ChildFailedError):
            list(ask("large", size=MIB + 1))


class TestLimits:
    def test_too_long(self) -> None:
        began = time.monotonic()
        with pytest.raises(ChildFailedError, match="it took too long"):
            list(ask("hang", seconds=0.6))
        assert 0.5 < time.monotonic() - began < 2

    def test_too_much_memory(self) -> None:
        with pytest.raises(ChildFailedError, match="too much memory"):
            list(ask("eat", memory=400 * MIB, size=500 * MIB))

    def test_enough_memory(self) -> None:
        assert list(ask("eat", memory=400 * MIB, size=100 * MIB)) == [b"104857600"]

    def test_what_a_child_is_like(self) -> None:
        state = json.loads(next(ask("state", memory=512 * MIB)))
        assert state["dumpable"] == 0
        assert state["core"] == [0, 0]
        assert state["memory"] == [512 * MIB, 512 * MIB]
        assert state["isolated"] == 1
        assert state["rooms"] == [
            "hotline_desktop",
            "hotline_desktop.child",
            "hotline_desktop.errors",
            "hotline_desktop.hardening",
        ]

    def test_our_own_modules_start_isolated(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.undo()
        assert child._own_python("hotline_desktop.x") == [
            *[sys.executable, "-I", "-m", "hotline_desktop.x"]
        ]

    @pytest.mark.parametrize(
        ("what", "event"),
        [
            ("connect", "socket.connect"),
            ("connect_ex", "socket.connect"),
            ("bind", "socket.bind"),
            ("sendto", "socket.sendto"),
            ("getaddrinfo", "socket.getaddrinfo"),
            ("gethostbyname", "socket.gethostbyname"),
            ("Popen", "subprocess.Popen"),
            ("system", "os.system"),
            ("exec", "os.exec"),
            ("posix_spawn", "os.posix_spawn"),
            ("fork", "os.fork"),
        ],
    )
    def test_no_network_and_no_process(self, what: str, event: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            told = list(ask("attempt", what=what, port=port))
        assert told == [f"refused: a child may not {event}".encode()]


class TestEnds:
    def test_cancelled_while_it_works_and_says_nothing(self) -> None:
        stop = threading.Event()
        threading.Timer(0.4, stop.set).start()
        began = time.monotonic()
        with pytest.raises(CancelledError, match="Nothing was written"):
            list(ask("hang", cancelled=stop.is_set))
        assert time.monotonic() - began < 2

    def test_cancelled_between_two_steps(self) -> None:
        told: list[bytes] = []
        with pytest.raises(CancelledError):
            list(ask("count", to=1000, progress=told.append, cancelled=lambda: len(told) > 2))
        assert len(told) == 3

    def test_cancelled_before_it_began(self) -> None:
        with pytest.raises(CancelledError):
            list(ask("echo", parts=["x"], cancelled=lambda: True))

    def test_one_that_is_no_longer_asked_is_ended(self) -> None:
        answers = ask("echo", parts=["one", "two"])
        next(answers)
        (process,) = child.running
        answers.close()
        assert not lives(process.pid)

    def test_kill_all_ends_those_of_every_thread(self) -> None:
        pids: list[int] = []
        failures: list[HotlineError] = []

        def work() -> None:
            try:
                list(ask("hang", progress=lambda told: pids.append(int(told))))
            except HotlineError as reason:
                failures.append(reason)

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        while len(pids) < 2:
            time.sleep(0.01)
        assert len(child.running) == 2
        child.kill_all()
        for thread in threads:
            thread.join(3)
        assert [type(failure) for failure in failures] == [ChildFailedError] * 2
        assert not any(lives(pid) for pid in pids)

    @pytest.mark.parametrize("holding", [False, True])
    @pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
    def test_it_dies_with_its_parent(self, how: signal.Signals, holding: bool) -> None:
        """Also one that is stuck inside a library with the interpreter's lock held."""
        parent = a_parent(holding)
        pid = int(parent.stdout.readline())
        assert lives(pid)
        parent.send_signal(how)
        parent.communicate()
        assert ended(pid)

    def test_where_no_kernel_helps_the_closed_pipe_does(self) -> None:
        """As on macOS and Windows: the parent lives, its end of the pipe is gone."""
        process = subprocess.Popen(
            [sys.executable, "-I", str(SERVED), str(os.getpid()), "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        request = json.dumps({"do": "hang"}).encode()
        process.stdin.write(len(request).to_bytes(4, "big") + request)
        process.stdin.flush()
        assert process.stdout.read(1) == b"p"
        process.communicate(timeout=5)
        assert process.returncode == 0

    def test_half_a_request_is_none(self) -> None:
        for half in (b"", b"\0\0", b"\0\0\0\x09{"):
            ran = subprocess.run(
                [sys.executable, "-I", str(SERVED), str(os.getpid()), "0"],
                input=half,
                capture_output=True,
            )
            assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")


def a_parent(holding: bool) -> "subprocess.Popen[bytes]":
    """A process that runs a hanging child and prints its id."""
    script = f"""
import json, sys
from hotline_desktop import child
child._own_python = lambda _: [sys.executable, "-I", {str(SERVED)!r}]
request = json.dumps({{"do": "hang", "holding": {holding}}}).encode()
for _ in child.run("x", request, address_space=None, seconds=60,
                   progress=lambda told: print(told.decode(), flush=True)):
    pass
"""
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
