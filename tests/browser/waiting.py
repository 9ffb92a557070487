"""Waiting until a page has come to rest."""

from playwright.sync_api import Page

# Run in every window before anything else: notes when the page last asked its server and was last answered. Without
# it a page whose busy server has not yet begun with what was clicked looks as if it had come to rest.
LISTEN = """
window.WebSocket = class extends window.WebSocket {
    constructor(...where) {
        super(...where);
        this.addEventListener('message', () => { window.lastAnswered = performance.now(); });
    }
    send(words) { window.lastAsked = performance.now(); super.send(words); }
};
"""
# Looked at every 50 ms: a look at every frame would make the browser draw sixty frames a second meanwhile.
LOOK_EVERY = 50
# Few messages get no answer; after two seconds nobody waits for one any more.
AT_REST = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const now = performance.now();
    const waiting = window.lastAsked > (window.lastAnswered ?? 0) && now - window.lastAsked < 2000;
    const resting = app && !waiting && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-testid="stMain"] :is(h1, [data-testid="stAlert"])')
        && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]');
    if (!resting) { window.restingSince = undefined; return false; }
    window.restingSince ??= now;
    return now - window.restingSince > 150;
}"""


def settled(page: Page, timeout: float = 30_000) -> Page:
    """Wait (milliseconds at most) until the script has run and the page has stood still for a moment."""
    page.evaluate("() => { window.restingSince = undefined; }")
    page.wait_for_function(AT_REST, timeout=timeout, polling=LOOK_EVERY)
    return page


def opened(page: Page, address: str) -> Page:
    """Go to an address and wait until the page has come to rest."""
    page.goto(address)
    return settled(page)
