"""Fetches what is kept in resources/ from where it comes from, and notes its hashes; runs by hand.

`python packaging/vendor.py` does every job, with names only those. Each job fills one folder of
resources/. Needs Debian 12 with apt and the network; the program itself never runs this.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
HASHES = RESOURCES / "VENDORED.sha256"

INTER = ("fonts-inter", "4.0~beta7+ds-1")
NOTO = ("fonts-noto-core", "20201225-1")


def debian_files(package: str, version: str, wanted: dict[str, str]) -> dict[str, bytes]:
    """Give files out of a Debian package: our name -> path inside it; bytes by our name."""
    with tempfile.TemporaryDirectory() as folder:
        fetch = ["apt-get", "download", "-q", "-o", "APT::Sandbox::User=root"]
        subprocess.run([*fetch, f"{package}={version}"], cwd=folder, check=True)
        (deb,) = Path(folder).glob("*.deb")
        tar = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", deb.name], cwd=folder, check=True, capture_output=True
        ).stdout
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        return {name: _read(archive, f"./usr/share/{path}") for name, path in wanted.items()}


def _read(archive: tarfile.TarFile, path: str) -> bytes:
    file = archive.extractfile(path)
    if file is None:
        raise FileNotFoundError(path)
    return file.read()


def fonts() -> dict[str, bytes]:
    """Inter for the screen; Noto Sans for paper and for letters that Inter lacks. Both OFL 1.1."""
    inter = [f"Inter-{face}.otf" for face in ("Regular", "Medium", "SemiBold", "Italic")]
    noto = [f"NotoSans-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic")]
    noto.append("NotoSansSymbols2-Regular.ttf")
    return debian_files(
        *INTER,
        {name: f"fonts/opentype/inter/{name}" for name in inter}
        | {"LICENSE-Inter.txt": "doc/fonts-inter/copyright"},
    ) | debian_files(
        *NOTO,
        {name: f"fonts/truetype/noto/{name}" for name in noto}
        | {"LICENSE-Noto.txt": "doc/fonts-noto-core/copyright"},
    )


JOBS: dict[str, Callable[[], dict[str, bytes]]] = {"fonts": fonts}
"""Folder in resources/ -> what gives its files, bytes by name."""


def hash_lines(root: Path = RESOURCES) -> list[str]:
    """Give a `sha256sum` line for every file in the folders of all jobs."""
    files = sorted(path for job in JOBS for path in (root / job).rglob("*") if path.is_file())
    return [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}"
        for path in files
    ]


def main(names: list[str]) -> None:
    """Do the jobs named, or all, and write the list of hashes anew."""
    for name in names or JOBS:
        folder = RESOURCES / name
        folder.mkdir(exist_ok=True)
        for file, content in JOBS[name]().items():
            (folder / file).write_bytes(content)
            print(f"{name}/{file}: {len(content):,} bytes")
    HASHES.write_text("".join(f"{line}\n" for line in hash_lines()), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
