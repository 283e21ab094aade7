"""Reports in schema.org's words, for search engines: a report in, a JSON-LD object out.

The properties are those of https://schema.org/Dataset that
https://developers.google.com/search/docs/appearance/structured-data/dataset reads. What is not
known (a license, a publisher, figures) is left away. `lang` is "en" or "zh-hans".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.amounts import report_scale, unit_heading
from indicators.languages import choose, say
from indicators.report_types import Figure, IndicatorReport, PlanReport, ReleaseReport
from indicators.sentences import known
from indicators.targets import target_words
from indicators.wording import beijing_day

Block = dict[str, Any]

CONTEXT = "https://schema.org"
AREA = (
    "Lin-gang Special Area of the China (Shanghai) Pilot Free Trade Zone",
    "中国（上海）自由贸易试验区临港新片区",
)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Who publishes under which address and license; "" where a setting says nothing.

    `site` is the address of the site in the page's language, `name` what it is called.
    """

    site: str
    name: str
    publisher: str = ""
    license: str = ""


def dataset(
    report: IndicatorReport,
    plan: PlanReport,
    release: ReleaseReport,
    *,
    lang: str,
    address: str,
    summary: str,
    downloads: Iterable[tuple[str, str]],
    origin: Origin,
) -> Block:
    """An indicator's figures in one release as a Dataset.

    `address` is the page's own, `summary` that of the plan's summary; `downloads` are pairs of
    content type and address.
    """
    block: Block = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "identifier": f"{plan.code}/{report.code}",
        "name": choose(
            lang,
            f"{say(report.name, lang)} ({say(plan.name, lang)})",
            f"{say(report.name, lang)}（{say(plan.name, lang)}）",
        ),
        "description": _description(report, plan, lang),
        "inLanguage": _language(lang),
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "Place", "name": choose(lang, *AREA)},
        "datePublished": beijing_day(release.published_at).isoformat(),
        "version": str(release.number),
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": say(report.name, lang),
            "description": say(report.definition, lang),
            "unitText": unit_heading(report, report_scale(report, lang), lang),
        },
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": f"{summary}#catalog",
            "name": say(plan.name, lang),
            "url": summary,
        },
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": where}
            for kind, where in downloads
        ],
    }
    return block | _known_of(report, origin)


def _description(report: IndicatorReport, plan: PlanReport, lang: str) -> str:
    """Search engines want 50 characters at least: what is counted, the target, what is known."""
    parts = [say(report.definition, lang)]
    if report.target:
        promise = target_words(report, lang, with_unit=True)
        parts.append(
            choose(
                lang,
                f"Target for {report.target.year}: {promise}.",
                f"{report.target.year}年目标：{promise}。",
            )
        )
    parts.append(known(report, lang))
    parts.append(
        choose(
            lang,
            f"Yearly figures as they were published, for “{say(plan.name, lang)}”.",
            f"《{say(plan.name, lang)}》的历年公开数据。",
        )
    )
    return choose(lang, " ", "").join(parts)


def _known_of(report: IndicatorReport, origin: Origin) -> Block:
    """The properties that only some indicators and sites have."""
    block: Block = {}
    figures = _figures(report)
    if figures:
        years = sorted({figure.year for figure in figures})
        block["temporalCoverage"] = "/".join(str(year) for year in {years[0]: 0, years[-1]: 0})
    sources = (figure.source.url for figure in figures if figure.source and figure.source.url)
    if addresses := list(dict.fromkeys(sources)):
        block["isBasedOn"] = addresses
    if origin.publisher:
        block["creator"] = block["publisher"] = _organization(origin)
    if origin.license:
        block["license"] = origin.license
    return block


def _figures(report: IndicatorReport) -> list[Figure]:
    return [figure for series in report.series for figure in series.figures]


def breadcrumbs(crumbs: Sequence[tuple[str, str]]) -> Block:
    """The way from the summary to a page: pairs of name and address, the page itself last."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(crumbs, start=1)
        ],
    }


def website(origin: Origin, *, lang: str) -> Block:
    """The site as a whole."""
    block: Block = {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": f"{origin.site}#site",
        "url": origin.site,
        "name": origin.name,
        "inLanguage": _language(lang),
    }
    return block | ({"publisher": _organization(origin)} if origin.publisher else {})


def catalog(
    plan: PlanReport, release: ReleaseReport, *, lang: str, address: str, origin: Origin
) -> Block:
    """All of a plan's indicators together; each page names it as `includedInDataCatalog`."""
    block: Block = {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": f"{address}#catalog",
        "url": address,
        "name": say(plan.name, lang),
        "description": say(plan.summary, lang),
        "inLanguage": _language(lang),
        "spatialCoverage": {"@type": "Place", "name": choose(lang, *AREA)},
        "temporalCoverage": f"{plan.start_year}/{plan.end_year}",
        "datePublished": beijing_day(release.published_at).isoformat(),
        "version": str(release.number),
    }
    return block | _known_site(origin)


def _known_site(origin: Origin) -> Block:
    block: Block = {"publisher": _organization(origin)} if origin.publisher else {}
    return block | ({"license": origin.license} if origin.license else {})


def _organization(origin: Origin) -> Block:
    return {"@type": "Organization", "name": origin.publisher}


def _language(lang: str) -> str:
    return choose(lang, "en", "zh-Hans")
