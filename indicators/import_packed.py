"""XLSX and ODS are packed files: their directory is read, and judged, before anything is unpacked.

A document type is refused before anything in it is read, so no entity is ever declared.
"""

import io
import struct
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from indicators.import_table import MOST_BYTES, FileRefused, is_old_office, too_many_bytes

MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
MOST_DIRECTORY = 512 * 1024  # bytes: thousands of parts; a table has a few dozen
_SMALL = 64 * 1024  # a part so small may be packed as tightly as it likes
_CHUNK = 256 * 1024

# What unpacking a broken part raises.
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)

_END = struct.Struct("<4s4H2LH")
_END_MARK, _LARGE_MARK = b"PK\x05\x06", b"PK\x06\x07"


def is_packed(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") or is_old_office(data)


def opened(data: bytes) -> zipfile.ZipFile:
    """The package, once its directory says that it is of a size to unpack. Raises `FileRefused`."""
    if len(data) > MOST_BYTES:
        raise too_many_bytes()
    if is_old_office(data):
        raise FileRefused(
            _("An .xls file, or one locked with a password. Save it as .xlsx without a password.")
        )
    _check_directory(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged() from error
    parts = package.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused(_("The file is locked with a password. Save it without one."))
    unpacked = sum(part.file_size for part in parts)
    tightest = max(
        (part.file_size / max(part.compress_size, 1) for part in parts if part.file_size > _SMALL),
        default=0,
    )
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * len(data) or tightest > MOST_RATIO:
        said = _(
            "Unpacked, the file would be far too large (%(size)s MB). Copy its rows into a new "
            "template."
        )
        raise FileRefused(said % {"size": f"{unpacked / 1024**2:,.0f}"})
    return package


def _check_directory(data: bytes) -> None:
    """Refuse a directory so long that reading it would be the harm."""
    at = data.rfind(_END_MARK, max(0, len(data) - _END.size - 0xFFFF))
    if at < 0 or len(data) < at + _END.size:
        raise damaged()
    size = _END.unpack_from(data, at)[5]
    if size > MOST_DIRECTORY or data[max(0, at - 20) : at].startswith(_LARGE_MARK):
        raise FileRefused(_("The file has far too many parts. Copy its rows into a new template."))


def damaged() -> FileRefused:
    return FileRefused(
        _("The file is damaged, or no table. Save it anew as .xlsx, .ods or “CSV UTF-8”.")
    )


class Parser:
    """Follows one part's XML; `start`, `end` and `text` are told names without their namespaces.

    `text` is called while `listening` is true.
    """

    def __init__(self) -> None:
        self.listening = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def text(self, text: str) -> None:
        raise NotImplementedError

    def parse(self, package: zipfile.ZipFile, part: str) -> None:
        """Raises `FileRefused` where the part is missing, broken, or brings a document type."""
        parser = expat.ParserCreate(namespace_separator=" ")
        local = _LocalNames()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_document_type
        start, end = self.start, self.end
        parser.StartElementHandler = lambda name, found: start(
            local[name], found and {local[key]: value for key, value in found.items()}
        )
        parser.EndElementHandler = lambda name: end(local[name])
        parser.CharacterDataHandler = lambda text: self.text(text) if self.listening else None
        try:
            with package.open(part) as file:
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError, *_BROKEN) as error:
            raise damaged() from error


class _LocalNames(dict[str, str]):
    """Names without the namespace before them."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(" ")[2]
        return local


def _no_document_type(*_found: Any) -> None:
    raise FileRefused(_("The file brings a document type, which no table needs. Save it anew."))


def count_until(package: zipfile.ZipFile, part: str, mark: bytes, most: int) -> int:
    """How often `mark` stands in a part, counted no further than just beyond `most`."""
    counted, kept = 0, b""
    try:
        with package.open(part) as file:
            while counted <= most and (chunk := file.read(_CHUNK)):
                kept += chunk
                counted += kept.count(mark)
                kept = kept[-len(mark) + 1 :]
    except (KeyError, *_BROKEN) as error:
        raise damaged() from error
    return counted


def starts_with(package: zipfile.ZipFile, part: str, mark: bytes) -> bool:
    """Whether a part is there and begins with `mark`."""
    try:
        with package.open(part) as file:
            return file.read(len(mark)) == mark
    except (KeyError, *_BROKEN):
        return False
