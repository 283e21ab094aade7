"""The API's page: Swagger UI under our policy, from our own files, asking nobody else."""

from playwright.sync_api import Page, expect

from tests.browsing import OpenPage


def test_api_docs_show_every_address_and_send_a_request(page: Page) -> None:
    page.goto("/api/v1/docs/")
    expect(page.locator(".opblock")).to_have_count(9)
    page.locator("#operations-plans-plans .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    answer = page.locator("#operations-plans-plans .live-responses-table .response-col_status")
    expect(answer.last).to_contain_text("200")
    assert page.context.cookies() == []


def test_api_docs_lead_to_the_document_without_javascript(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/api/v1/docs/")
    assert page.get_by_role("link").evaluate_all("all => all.map(each => each.pathname)") == [
        "/api/v1/schema/",
        "/api/v1/schema/",
    ]
