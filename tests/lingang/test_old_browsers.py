"""Scripts and styles keep to what a browser as old as Chromium 107 can read.

Refused is what came later and would break a page there. What an older browser merely skips, like
`text-wrap`, may be used.
"""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
SCRIPTS, STYLES = sorted(STATIC.rglob("*.js")), sorted(STATIC.rglob("*.css"))
# A pattern, and the first Chromium that knows it.
SCRIPT = {
    r"\.(toSorted|toReversed|toSpliced)\(": 110,
    r"\.(isWellFormed|toWellFormed)\(": 111,
    r"startViewTransition": 111,
    r"\.(showPopover|hidePopover|togglePopover)\(": 114,
    r"AbortSignal\.any": 116,
    r"(Object|Map)\.groupBy": 117,
    r"Promise\.withResolvers": 119,
    r"URL\.canParse": 120,
    r"Array\.fromAsync": 121,
    r"\.(union|intersection|(symmetricD|d)ifference|is(Sub|Super)setOf|isDisjointFrom)\(": 122,
    r"Iterator\.from|\.(values|keys|entries)\(\)\s*\.(map|filter|take|drop|toArray)\(": 122,
    r"\bwith\s*\{\s*type\b": 123,  # import attributes
    r"\(\?[ims]*-?[ims]+:": 125,  # modifiers inside a regular expression
    r"Promise\.try|\bTemporal\.|\bawait using\b|RegExp\.escape": 128,
    r"[\w\])]/[dgimsuy]*v[dgimsuy]*[;,.)]": 112,  # a regular expression with the flag v
}
STYLE = {
    r"\d[dsl]v[hwib]\b": 108,
    r"\d(lh|rlh)\b": 109,
    r"color-mix\(|\b(oklch|oklab|lab|lch|color)\(": 111,
    r"\b(sin|cos|tan|pow|sqrt|hypot)\(|style\(": 111,
    r"(?m)^\s*&|[^:]&": 112,  # nesting
    r"\blinear\(": 113,
    r"animation-timeline|animation-range|scroll-timeline": 115,
    r"@starting-style|\bsubgrid\b|transition-behavior": 117,
    r"@scope": 118,
    r":user-(in)?valid|:dir\(": 120,
    r"light-dark\(|field-sizing": 123,
    r"anchor-name|position-anchor|anchor\(|\b(round|mod|rem)\(": 125,
    r"interpolate-size|calc-size\(|@function|\bif\(": 129,
}


def _later(files: list[Path], refused: dict[str, int]) -> list[str]:
    return [
        f"{path.name}: {found[0]!r} needs Chromium {version}"
        for path in files
        for pattern, version in refused.items()
        if (found := re.search(pattern, _code(path.read_text())))
    ]


def _code(text: str) -> str:
    """The file without its comments."""
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)|\s//\s.*", "", text, flags=re.DOTALL)


def _nested(text: str) -> list[str]:
    """Style rules inside style rules, which Chromium reads from 112 on."""
    open_rules: list[str] = []
    found: list[str] = []
    for head, mark in re.findall(r"([^{};]*)([{};])", _code(text)):
        if mark == "{":
            inside = [each for each in open_rules if not each.startswith("@")]
            found += [head.strip()] if inside else []
            open_rules.append(head.strip())
        elif mark == "}":
            open_rules.pop()
    return found


def test_scripts_use_nothing_newer() -> None:
    assert len(SCRIPTS) >= 4
    assert _later(SCRIPTS, SCRIPT) == []


def test_styles_use_nothing_newer() -> None:
    assert len(STYLES) >= 8
    assert _later(STYLES, STYLE) == []
    assert {path.name: _nested(path.read_text()) for path in STYLES} == {
        path.name: [] for path in STYLES
    }


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (SCRIPT, "list.toSorted()"),
        (SCRIPT, "text.match(/[a--b]/v)"),
        (SCRIPT, 'import data from "./a.json" with { type: "json" };'),
        (STYLE, "a { height: 100dvh }"),
        (STYLE, "a { color: light-dark(red, blue) }"),
        (STYLE, "a { color: color-mix(in srgb, red, blue) }"),
    ],
)
def test_what_is_newer_would_be_found(tmp_path: Path, refused: dict[str, int], code: str) -> None:
    path = tmp_path / "file"
    path.write_text(code)
    assert len(_later([path], refused)) == 1


def test_nesting_would_be_found() -> None:
    assert _nested("@media print { a { b { color: red } } }") == ["b"]
    assert _nested("@media print { a { color: red } b { color: red } }") == []
