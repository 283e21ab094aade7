"""Pictures have letters or are not made."""

import struct
from pathlib import Path

from pytest_django.fixtures import Settings

from indicators.pictures import can_write, png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">'
    '<rect width="30" height="20" fill="#ffffff"/><text y="15" font-family="sans-serif">g</text>'
    "</svg>"
)


def test_a_picture_is_as_large_as_its_document_times_the_zoom() -> None:
    drawn = [png(SVG, lang="en", zoom=zoom) or b"" for zoom in (1, 3)]
    assert [struct.unpack(">II", each[16:24]) for each in drawn] == [(30, 20), (90, 60)]


def test_without_letters_there_is_no_picture(settings: Settings, tmp_path: Path) -> None:
    assert can_write("en")
    settings.PICTURE_FONTS = str(tmp_path)
    assert (can_write("en"), can_write("zh-hans")) == (False, False)
    assert png(SVG, lang="zh-hans") is None


def test_letters_come_from_the_folder_that_is_set(settings: Settings) -> None:
    """Whatever fonts this machine has for English, most of their folders hold no Chinese."""
    folders = {each.parent for each in Path("/usr/share/fonts").rglob("*.ttf")}
    latin = [each for each in folders if "dejavu" in each.name or "liberation" in each.name]
    for folder in latin:
        settings.PICTURE_FONTS = str(folder)
        assert (can_write("en"), can_write("zh-hans")) == (True, False)
