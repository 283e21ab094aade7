"""Which of the product's two languages whoever asks is reading."""

from django.utils.translation import get_language


def active_language() -> str:
    """The reader's language as the product's words take it: "en" or "zh-hans"."""
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"
