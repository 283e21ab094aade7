"""Requests that send far more than is taken anywhere are refused before they are read."""

import pytest
from django.test import Client

from lingang.uploads import MOST_SENT
from tests.admin_rooms import text

BODY = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("length", "status", "words"),
    [(MOST_SENT + 1, 400, "far larger than anything taken here"), (len(BODY), 403, "far larger")],
)
def test_far_too_much_is_refused_by_its_length_alone(length: int, status: int, words: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/admin/indicators/figure/import/",
        BODY,
        content_type="multipart/form-data; boundary=x",
        headers={"content-length": str(length)},
    )
    assert answer.status_code == status
    assert (words in text(answer)) is (status == 400)
