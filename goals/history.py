"""History kept by the database: every insert, update and delete of a tracked row by anybody."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pghistory
import pghistory.core
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def tracked(model: type[Row], *, exclude: Sequence[str] = ()) -> type[Row]:
    """Record every change of the model's rows in an event table that is only ever added to.

    Fields in `exclude` are not recorded, nor is a change of them alone.

    The context (who, by which way, why) stands in the event itself: it is written once and never
    touched again, so the web's database role needs no right to write history.
    """
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        append_only=True,
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
    )
    followed: type[Row] = track(model)
    return followed


def event_model_of(model: type[Model]) -> Any:
    """The model of the table that keeps the history of the model's rows."""
    return next(iter(pghistory.core.event_models(tracks_model=model)))
