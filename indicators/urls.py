"""Addresses of the desk, after the language."""

from django.urls import path

from indicators import views

DESK = "plans/<slug:plan>/desk/"

urlpatterns = [
    path(DESK, views.desk, name="desk"),
    path(f"{DESK}goals/<int:goal>/", views.goal, name="desk-goal"),
    path(f"{DESK}indicators/<slug:code>/", views.indicator, name="desk-indicator"),
    path(f"{DESK}attention/", views.attention, name="desk-attention"),
    path(f"{DESK}sheet/", views.sheet, name="desk-sheet"),
    path(f"{DESK}sheet/goals/<int:goal>/", views.sheet, name="desk-sheet-goal"),
]
