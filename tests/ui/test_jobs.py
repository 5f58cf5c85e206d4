"""The lane: everything arrives, on the main thread, in order, and nothing after it is closed."""

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hotline_desktop.child import CancelledError
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.ui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def never(told: object) -> None:
    raise AssertionError(f"not to be called: {told!r}")


def thread_name() -> str:
    return threading.current_thread().name


class Heard:
    """What arrived, and on which thread."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.threads: set[str] = set()

    def __call__(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(thread_name())

    def has(self, count: int) -> Callable[[], bool]:
        return lambda: len(self.values) >= count


def test_work_is_done_on_the_lane_and_heard_on_the_main_thread(qtbot, jobs: Jobs) -> None:
    heard = Heard()
    jobs.run(thread_name, heard, never)
    qtbot.waitUntil(heard.has(1))
    assert heard.values == ["lane_0"]
    assert heard.threads == {threading.main_thread().name}


def test_nobody_is_called_back_before_run_returns(qtbot, jobs: Jobs) -> None:
    heard = Heard()
    for _ in range(200):
        before = len(heard.values)
        jobs.run(lambda: None, heard, never)
        time.sleep(0.0005)
        assert len(heard.values) == before
    qtbot.waitUntil(heard.has(200))


def test_a_thousand_of_a_thousand_arrive_in_order(qtbot, jobs: Jobs) -> None:
    gc.collect()
    heard, references = Heard(), sys.getrefcount(True)
    for n in range(1000):
        jobs.run(lambda n=n: n, heard, never)
        if n % 100 == 0:
            gc.collect()
    qtbot.waitUntil(heard.has(1000))
    assert heard.values == list(range(1000))
    assert sys.getrefcount(True) > references - 200, "see TRAPS: each emit may lose one"


def test_one_at_a_time(qtbot, jobs: Jobs) -> None:
    at_work, most, heard = [], [], Heard()

    def work() -> None:
        at_work.append(1)
        most.append(len(at_work))
        time.sleep(0.01)
        at_work.pop()

    for _ in range(5):
        jobs.run(work, heard, never)
    qtbot.waitUntil(heard.has(5))
    assert max(most) == 1


@pytest.mark.parametrize("reason", [HotlineError("The disk is full."), BadInputError("Row 3.")])
def test_what_the_world_says_goes_to_failed(qtbot, jobs: Jobs, reason: HotlineError) -> None:
    heard = Heard()

    def work() -> None:
        raise reason

    jobs.run(work, never, heard)
    qtbot.waitUntil(heard.has(1))
    assert heard.values == [reason]
    assert heard.threads == {threading.main_thread().name}


def test_a_bug_reaches_the_exception_hook_on_the_main_thread(qtbot, jobs: Jobs) -> None:
    def work() -> None:
        raise KeyError("bug")

    after = Heard()
    with qtbot.captureExceptions() as caught:
        jobs.run(work, never, never)
        jobs.run(lambda: 1, after, never)
        qtbot.waitUntil(after.has(1))
    ((kind, bug, trace),) = caught
    assert kind is KeyError
    assert bug.args == ("bug",)
    frames = []
    while trace:
        frames.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    assert frames[-1] == "work", "the place where it broke is kept"


def test_even_an_exit_asked_for_in_the_lane_does_not_vanish(qtbot, jobs: Jobs) -> None:
    with qtbot.captureExceptions() as caught:
        jobs.run(lambda: sys.exit(3), never, never)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is RuntimeError
    assert isinstance(caught[0][1].__cause__, SystemExit)


def test_progress_is_heard_on_the_main_thread_before_the_end(qtbot, jobs: Jobs) -> None:
    heard = Heard()

    def work() -> str:
        for n in range(3):
            jobs.report(heard, n)
        return "end"

    jobs.run(work, heard, never)
    qtbot.waitUntil(heard.has(4))
    assert heard.values == [0, 1, 2, "end"]
    assert heard.threads == {threading.main_thread().name}


def test_the_main_thread_goes_on_meanwhile(qtbot, jobs: Jobs) -> None:
    go, heard = threading.Event(), Heard()
    jobs.run(lambda: go.wait(5), heard, never)
    jobs.report(heard, "meanwhile")
    qtbot.waitUntil(heard.has(1))
    go.set()
    qtbot.waitUntil(heard.has(2))
    assert heard.values == ["meanwhile", True]


class TestCancel:
    def test_one_that_waits_never_begins(self, qtbot, jobs: Jobs) -> None:
        go, began, heard = threading.Event(), [], Heard()
        jobs.run(lambda: go.wait(5), heard, never)
        waiting = jobs.run(lambda: began.append(1), never, heard)
        waiting.cancel()
        go.set()
        qtbot.waitUntil(heard.has(2))
        assert not began
        assert isinstance(heard.values[1], CancelledError)

    def test_one_that_runs_is_asked_and_says_so(self, qtbot, jobs: Jobs) -> None:
        job, began, heard = Job(), threading.Event(), Heard()

        def work() -> None:
            began.set()
            while not job.cancelled():
                time.sleep(0.001)
            raise CancelledError

        assert jobs.run(work, never, heard, job) is job
        assert began.wait(5)
        job.cancel()
        qtbot.waitUntil(heard.has(1))
        assert isinstance(heard.values[0], CancelledError)

    def test_after_the_end_it_does_nothing(self, qtbot, jobs: Jobs) -> None:
        heard = Heard()
        job = jobs.run(lambda: 1, heard, never)
        qtbot.waitUntil(heard.has(1))
        job.cancel()
        jobs.run(lambda: 2, heard, never)
        qtbot.waitUntil(heard.has(2))
        assert heard.values == [1, 2]


class TestClose:
    def test_it_cancels_waits_and_delivers_nothing_more(self, qapp) -> None:
        jobs, job, began, ended = Jobs(), Job(), threading.Event(), []

        def work() -> None:
            began.set()
            while not job.cancelled():
                time.sleep(0.001)
            ended.append(1)

        jobs.run(work, never, never, job)
        waiting = jobs.run(lambda: ended.append(2), never, never)
        jobs.report(never, "news")
        assert began.wait(5)
        jobs.close()
        assert ended == [1]
        assert waiting.cancelled()
        qapp.processEvents()
        jobs.close()

    def test_no_thread_is_left(self, qtbot) -> None:
        jobs, heard = Jobs(), Heard()
        jobs.run(lambda: 1, heard, never)
        qtbot.waitUntil(heard.has(1))
        jobs.close()
        assert not [t for t in threading.enumerate() if t.name.startswith("lane")]
