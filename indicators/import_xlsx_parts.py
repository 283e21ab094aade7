"""The parts of an XLSX package beside its sheets: their names, links, shared texts and styles."""

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from indicators.import_packed import Parser


class Book(Parser):
    """Which sheets there are: name, key of the link to its part, and whether it is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.epoch = WINDOWS_EPOCH

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes["name"], attributes["id"], hidden))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = MAC_EPOCH

    def end(self, name: str) -> None:
        """Nothing is kept open."""


class Links(Parser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.parts[attributes["Id"]] = attributes["Target"]

    def end(self, name: str) -> None:
        """Nothing is kept open."""


class Texts(Parser):
    """The texts that cells name by number; how they are to be pronounced is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._parts: list[str] = []
        self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside = True
        elif name == "t":
            self.listening = not self._aside

    def end(self, name: str) -> None:
        if name == "t":
            self.listening = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append("".join(self._parts).strip())

    def text(self, text: str) -> None:
        self._parts.append(text)


class Styles(Parser):
    """Which styles show a number as a day, and which as a share."""

    def __init__(self) -> None:
        super().__init__()
        self.days: set[str] = set()
        self.shares: set[str] = set()
        self._formats = {str(key): code for key, code in BUILTIN_FORMATS.items()}
        self._inside = False
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[attributes["numFmtId"]] = attributes["formatCode"]
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            code = self._formats.get(attributes.get("numFmtId", "0"), "General")
            if is_date_format(code):
                self.days.add(str(self._count))
            elif "%" in code:
                self.shares.add(str(self._count))
            self._count += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False
