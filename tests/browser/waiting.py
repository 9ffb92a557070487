"""Waiting until a page has come to rest."""

from playwright.sync_api import Page

AT_REST = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const resting = app && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-testid="stMain"] :is(h1, [data-testid="stAlert"])')
        && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]');
    const now = performance.now();
    if (!resting) { window.restingSince = undefined; return false; }
    window.restingSince ??= now;
    return now - window.restingSince > 300;
}"""


def settled(page: Page, timeout: float = 30_000) -> Page:
    """Wait (milliseconds at most) until the script has run and the page has stood still for a moment."""
    page.evaluate("() => { window.restingSince = undefined; }")
    page.wait_for_function(AT_REST, timeout=timeout)
    return page


def opened(page: Page, address: str) -> Page:
    """Go to an address and wait until the page has come to rest."""
    page.goto(address)
    return settled(page)
