"""Draws and signs packets beside the window: newest drawing wins, no signature is half done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from hotline_desktop.actions.make_packet import Gathered, MakePacket
from hotline_desktop.errors import HotlineError
from hotline_desktop.packet.press import Pressed
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.packet_page import PacketPage


class Drawing(QObject):
    """The pages of the packet on the screen; there is only ever one drawing that counts."""

    def __init__(self, page: PacketPage, make: MakePacket, jobs: Jobs) -> None:
        """Draw for ``page``."""
        super().__init__(page)
        self._page, self._make, self._jobs = page, make, jobs
        self._newest: Job | None = None

    def is_on(self) -> bool:
        """Say whether pages are being drawn."""
        return self._newest is not None

    def forget(self) -> None:
        """Let nothing that is being drawn come on the screen."""
        if self._newest is not None:
            self._newest.cancel()
            self._newest = None

    def draw(self, gathered: Gathered) -> None:
        """Have the pages drawn and shown, or the reason why not."""
        self.forget()
        make, width, job = self._make, self._page.paper.wanted(), Job()

        def work() -> tuple[QImage, ...]:
            # Unpacked here: each page takes milliseconds that the window does not have.
            return tuple(QImage.fromData(page) for page in make.preview(gathered, width).pages)

        def done(images: tuple[QImage, ...]) -> None:
            if job is self._newest:
                self._newest = None
                self._page.show_pages(images)

        def failed(reason: HotlineError) -> None:
            if job is self._newest:
                self._newest = None
                self._page.refuse(str(reason))

        self._newest = job
        self._jobs.run(work, done, failed, job)


class Export(QObject):
    """From the button to the file: ask where, decide once more, sign, record."""

    said = Signal(str)

    def __init__(self, page: PacketPage, make: MakePacket, jobs: Jobs, ask: Ask) -> None:
        """Export from ``page``."""
        super().__init__(page)
        self._page, self._make, self._jobs, self._ask = page, make, jobs, ask
        self._pressing = False

    def is_on(self) -> bool:
        """Say whether a packet is being signed."""
        return self._pressing

    def begin(self, suggested: str, gather: Callable[[], Gathered | None]) -> None:
        """Ask for a place, then gather anew: meanwhile a release may have ended."""
        target = self._ask.place(
            self._page, self.tr("Save the signed packet"), suggested, self.tr("PDF files (*.pdf)")
        )
        if target is None:
            return
        if target.suffix.lower() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        if (gathered := gather()) is not None:
            self._press(gathered, target)

    def _press(self, gathered: Gathered, target: Path) -> None:
        try:
            job = self._make.job(gathered)
        except HotlineError as reason:
            self._page.fail(str(reason))
            return
        self._pressing = True
        self._page.sign()

        def done(pressed: Pressed) -> None:
            self._pressing = False
            self._record(gathered, pressed, target)

        self._jobs.run(lambda: MakePacket.press(job), done, self._on_failed)

    def _record(self, gathered: Gathered, pressed: Pressed, target: Path) -> None:
        try:
            line = self._make.record(gathered, pressed, target)
        except HotlineError as reason:
            self._page.fail(str(reason))
            return
        self._page.show_exported(target.name, line.recipient_name, line.digest)
        words = self.tr("{number} is signed and exported.")
        self.said.emit(words.format(number=gathered.referral.packet))

    def _on_failed(self, reason: HotlineError) -> None:
        self._pressing = False
        self._page.fail(str(reason))
