"""How a page is cited: in Chinese in the form of GB/T 7714, in English plainly."""

from indicators.languages import choose, say
from indicators.report_types import ReleaseReport, Text
from indicators.wording import beijing_day, day


def citation(
    title: Text, plan_name: Text, release: ReleaseReport, *, publisher: str, address: str, lang: str
) -> str:
    """Publisher (none: left out), title, plan, release with its day, permanent address."""
    on = beijing_day(release.published_at)
    whose = f"{publisher}. " if publisher else ""
    name, plan = say(title, lang), say(plan_name, lang)
    return choose(
        lang,
        f"{whose}“{name}”. {plan}, release {release.number}, {day(on, 'en')}. {address}",
        f"{whose}{name}：{plan}，第{release.number}次发布[EB/OL]. ({on.isoformat()}). {address}",
    )
