import pytest
from django.test import Client

from tests import making


@pytest.mark.django_db
def test_smoke(client: Client) -> None:
    making.publish(making.whole_plan(indicators=2))
    for a in ["plans/", "plans/14fyp/", "plans/14fyp/indicators/", "plans/14fyp/releases/1/"]:
        r = client.get("/api/v1/" + a)
        print(r.status_code, r.content.decode()[:600], r.headers)


@pytest.mark.django_db
def test_real() -> None:
    import time

    t = time.time()
    p = making.real_plan()
    print(time.time() - t)
    making.publish(p)
    print(time.time() - t)
