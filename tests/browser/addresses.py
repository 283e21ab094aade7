"""Addresses after the language: every template on the real plan, and other states of some."""

PLAN = "plans/14fyp/"
OUTPUT = f"{PLAN}indicators/industrial-output/"

TEMPLATES = {
    "summary": "",
    "goal": f"{PLAN}goals/3/",
    "indicators": f"{PLAN}indicators/",
    "indicator": OUTPUT,
    "releases": f"{PLAN}releases/",
    "release": f"{PLAN}releases/1/",
    "changes": f"{PLAN}changes/",
    "method": f"{PLAN}method/",
    "about": f"{PLAN}about/",
    "data": f"{PLAN}data/",
    "embed": f"{PLAN}embed/indicators/industrial-output/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "sign-in": f"sign-in/?next=/en/{PLAN}desk/",
    "not-found": f"{PLAN}nothing/",
}
STATES = {
    "goal-commitments": f"{PLAN}goals/5/",
    "indicators-none": f"{PLAN}indicators/?goal=1&verdict=awaiting",
    "indicators-asked": f"{PLAN}indicators/?missing=2022&q=output&sort=-completion",
    "changes-one": f"{PLAN}changes/?indicator=rd-projects",
    "indicator-other-basis": f"{PLAN}indicators/high-tech-enterprises/",
    "indicator-no-figure": f"{PLAN}indicators/rd-projects/",
    "indicator-parts": f"{PLAN}indicators/cluster-output/",
    "indicator-tracked": f"{PLAN}indicators/innovation-cases/",
    "releases-on-a-day": f"{PLAN}releases/?on=2020-12-31",
    "releases-wrong-day": f"{PLAN}releases/?on=yesterday",
    "release-goal": f"{PLAN}releases/1/goals/3/",
    "release-indicator": f"{PLAN}releases/1/indicators/industrial-output/",
    "release-method": f"{PLAN}releases/1/method/",
    "embed-parts": f"{PLAN}embed/indicators/cluster-output/",
    "embed-no-figure": f"{PLAN}embed/indicators/rd-projects/?theme=dark",
    "embed-kept": f"{PLAN}releases/1/embed/indicators/industrial-output/",
}
# Refused with 404 or 400, by a page that says why
REFUSED = {
    "indicators-wrong": f"{PLAN}indicators/?sort=age",
    "changes-wrong": f"{PLAN}changes/?page=9",
    "compare-none": f"{PLAN}releases/1/compare/1/",
}
PUBLIC = TEMPLATES | STATES | REFUSED
DESK = {
    "desk": f"{PLAN}desk/",
    "desk-goal": f"{PLAN}desk/goals/3/",
    "desk-indicator": f"{PLAN}desk/indicators/industrial-output/",
    "desk-attention": f"{PLAN}desk/attention/",
    "desk-sheet": f"{PLAN}desk/sheet/",
    "desk-sheet-goal": f"{PLAN}desk/sheet/goals/5/",
    "desk-sheet-superseded": f"{PLAN}desk/sheet/?printed=0123456789ab&on=2026-01-31",
}
WALL = f"{PLAN}desk/?mode=screen"
LANGUAGES = ["en", "zh-hans"]
