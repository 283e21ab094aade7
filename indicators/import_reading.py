"""A file that somebody sends, of whichever format, into one `Table`."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from indicators import import_ods, import_packed, import_xlsx
from indicators.import_table import MOST_BYTES, FileRefused, Table, read_csv, too_many_bytes

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_table(data: bytes, *, sheets: Collection[str] = ()) -> Table:
    """The rows of a CSV, XLSX or ODS file; what it is says its content, not its name.

    `sheets`: the names, in small letters, of the sheet to prefer. Raises `FileRefused`.
    """
    if len(data) > MOST_BYTES:
        raise too_many_bytes()
    if not import_packed.is_packed(data):
        return _not_empty(read_csv(data))
    with import_packed.opened(data) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" in names:
            return _not_empty(import_xlsx.read(package, sheets))
        if "content.xml" in names and import_packed.starts_with(package, "mimetype", _ODS):
            return _not_empty(import_ods.read(package, sheets))
    raise FileRefused(_("This is neither an .xlsx nor an .ods file. Save it as one of these."))


def _not_empty(table: Table) -> Table:
    if not table.rows:
        raise FileRefused(_("Nothing is written in this file."))
    return table
