"""Addresses after the language: one page or more of every template, on the real plan."""

PLAN = "plans/14fyp/"
OUTPUT = f"{PLAN}indicators/industrial-output/"

# A figure that is awaited, one on another basis, none at all, parts alone, a series without a target.
INDICATORS = {
    "indicator": OUTPUT,
    "indicator-other-basis": f"{PLAN}indicators/high-tech-enterprises/",
    "indicator-no-figure": f"{PLAN}indicators/rd-projects/",
    "indicator-parts": f"{PLAN}indicators/cluster-output/",
    "indicator-tracked": f"{PLAN}indicators/innovation-cases/",
}
PUBLIC = {
    "summary": "",
    "goal": f"{PLAN}goals/3/",
    "goal-commitments": f"{PLAN}goals/5/",
    "indicators": f"{PLAN}indicators/",
    "indicators-none": f"{PLAN}indicators/?goal=1&verdict=awaiting",
    **INDICATORS,
    "releases": f"{PLAN}releases/",
    "releases-wrong-day": f"{PLAN}releases/?on=yesterday",
    "release": f"{PLAN}releases/1/",
    "release-goal": f"{PLAN}releases/1/goals/3/",
    "release-indicator": f"{PLAN}releases/1/indicators/industrial-output/",
    "method": f"{PLAN}method/",
    "about": f"{PLAN}about/",
    "data": f"{PLAN}data/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "sign-in": "sign-in/",
    "not-found": f"{PLAN}nothing/",
}
DESK = {
    "desk": f"{PLAN}desk/",
    "desk-goal": f"{PLAN}desk/goals/3/",
    "desk-indicator": f"{PLAN}desk/indicators/industrial-output/",
}
LANGUAGES = ["en", "zh-hans"]
