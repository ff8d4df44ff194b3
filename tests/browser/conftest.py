"""A browser that reaches nothing but this machine, and tabs of every kind."""

import pytest
from playwright.sync_api import expect

from tests.browser.live import run_beside
from tests.browser.places import NOWHERE
from tests.conftest import CHROMIUM

# The admin is another application than the portal's own pages, and on a busy machine a
# form of that size takes its time.
PATIENCE = 20_000
# Wagtail's preview and the page within it both ask axe; whoever comes second is refused.
AXE_RUNS_TWICE = "Axe is already running."
PASSWORD = "an-evening-at-the-harbour"
SET_PASSWORD = """
from accounts.models import User
editor = User.objects.get(email="editor@demo.example")
editor.set_password(given["password"])
editor.save()
"""
# Every other host fails to resolve: whatever a page asks for, nothing leaves.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="package")
def browser():
    """Debian's Chromium, closed before tests of other packages go on.

    Playwright keeps an event loop running as long as it is open, and Django refuses
    to touch the database of a test below a running loop.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[OFFLINE])
        yield chromium
        chromium.close()


@pytest.fixture
def new_tab(browser, portal_url):
    """Open a tab in a fresh profile; options are those of Playwright's new_context.

    The test fails when a page of it logs an error: a script that broke, or something
    that the content security policy refused.
    """
    contexts = []
    problems = []

    def on_message(message):
        where = message.location["url"]
        # The one address that is wrong on purpose.
        if message.type == "error" and not where.endswith(NOWHERE):
            problems.append(f"{message.text} at {where}")

    def open_tab(**options):
        options = {"base_url": portal_url, "locale": "en"} | options
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.on("console", on_message)
        return tab

    yield open_tab
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def any_tab(request, new_tab):
    """A tab with JavaScript, then one without."""
    return new_tab(java_script_enabled=request.param)


@pytest.fixture(scope="package")
def password(live_database):
    """A password of the editor: nobody knows the one the demonstration made up."""
    run_beside(live_database, SET_PASSWORD, password=PASSWORD)
    return PASSWORD


@pytest.fixture
def open_desk(browser, portal_url):
    """Open a tab for somebody of the staff, in a profile of its own.

    Not `new_tab`, which fails on every logged error: Wagtail saves unfinished forms by
    itself, is refused, and the browser logs that.
    """
    contexts, problems = [], []

    def on_answer(answer):
        if answer.status >= 500:
            problems.append(f"{answer.status} {answer.url}")

    def on_error(error):
        if not str(error).startswith(AXE_RUNS_TWICE):
            problems.append(str(error))

    def open_tab():
        context = browser.new_context(
            base_url=portal_url, locale="en", viewport={"width": 1400, "height": 1000}
        )
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        tab.on("pageerror", on_error)
        tab.on("response", on_answer)
        return tab

    yield open_tab
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def admin(open_desk, password):
    """A tab in which the editor is logged in."""
    tab = open_desk()
    tab.goto("/en/account/login/")
    tab.fill("input[name=login]", "editor@demo.example")
    tab.fill("input[name=password]", password)
    tab.click("main button[type=submit]")
    tab.wait_for_url("**/admin/")
    return tab
