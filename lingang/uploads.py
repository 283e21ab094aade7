"""What somebody sends is not read to its end where it is far larger than anything taken here."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_SENT = 16 * 1024 * 1024  # bytes; a file of figures, the largest there is, may have 5 MB


class Limited(FileUploadHandler):
    """Refuses a request with files by what it says of its length, before anything of it is kept."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 (Django's name)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > MOST_SENT:
            raise RequestDataTooBig("More was sent than is taken here.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""
