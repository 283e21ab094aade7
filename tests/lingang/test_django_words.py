"""Django's own words in the admin, in the Chinese that officials write."""

import re
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po

from lingang import django_words, messages
from tests.admin_rooms import signed_in

CATALOGUES = ("contrib/admin", "contrib/auth")


def test_every_word_is_one_that_django_says() -> None:
    said = set()
    for app in CATALOGUES:
        path = Path(django.__file__).parent / app / "locale/zh_Hans/LC_MESSAGES/django.po"
        with path.open("rb") as file:
            said |= {message.id for message in read_po(file, locale="zh_Hans")}
    source = Path(django_words.__file__).read_text(encoding="utf-8")
    ours = {
        message.id
        for message in messages.used()
        if ("lingang/django_words.py", 0) in message.locations
    }
    assert len(ours) == len(re.findall("gettext_noop\\(", source))
    assert ours - said == set()


@pytest.mark.django_db
def test_the_admin_says_them_in_plain_chinese() -> None:
    page = signed_in("analyst", "zh-hans").get("/admin/indicators/figure/add/").content.decode()
    assert "<h1>新增数据</h1>" in page
    assert 'value="保存并继续新增"' in page
