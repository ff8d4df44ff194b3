"""Who may do what, by URL and by API: every cell of the table is asked."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponseNotFound
from django.template import engines
from django.template.backends.django import Template
from django.urls import reverse

from core.current import use_language
from tests.permissions import table, world

pytestmark = [
    pytest.mark.django_db,
    # Wagtail's images leave it to the garbage.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

ROWS = table.rows()
PATTERNS = table.patterns()
# Sessions, what Wagtail notes of whom it shows its bar, and addresses allauth looks up.
ASIDE = "django_session|wagtailusers_userprofile|account_emailaddress"
WRITES = re.compile(rf'^(INSERT INTO|UPDATE|DELETE FROM) "(?!({ASIDE})")')


@pytest.fixture(autouse=True)
def _only_what_is_decided(settings, tmp_path, monkeypatch):
    """Answer quickly: thousands of cells are asked for what is decided, not for looks."""
    settings.PRIVATE_ROOT = tmp_path
    settings.ACCOUNT_RATE_LIMITS = False
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    monkeypatch.setattr(
        "portal.urls.handler404", lambda request, exception: HttpResponseNotFound()
    )


def test_every_address_has_a_row_and_every_row_an_address():
    without = {
        pattern.name
        for pattern in PATTERNS
        if pattern.name not in ROWS
        and (
            pattern.is_ours
            or not any(
                table.is_asked(name, row) and pattern.matches(name)
                for name, row in ROWS.items()
            )
        )
    }
    nowhere = {
        name for name in ROWS if not any(pattern.matches(name) for pattern in PATTERNS)
    }
    assert (without, nowhere) == (set(), set())


@pytest.mark.parametrize("name", ROWS)
def test_every_row_says_what_each_role_is_answered(name):
    row = ROWS[name]
    assert not set(row) - table.KEYS
    known = set(table.STATES[row.get("states", "")]) | {"*"}
    roles = {*table.ROLES, "*"}
    for method in set(row) & set(table.METHODS):
        assert "*" in row[method] or known - {"*"} == set(row[method])
        for state, cells in row[method].items():
            assert state in known
            assert not set(cells) - roles
            assert "*" in cells or set(cells) == set(table.ROLES)
    for state, shown in row.get("shows", {}).items():
        assert state in known
        assert not set(shown) - roles


def asked_in(kind):
    """Rows that are asked at one pattern of their own, of a kind of states."""
    return {
        name: row
        for name, row in ROWS.items()
        if row.get("states", "") == kind and table.is_asked(name, row)
    }


@pytest.mark.parametrize(
    ("kind", "state"),
    [(kind, state) for kind, states in table.STATES.items() for state in states],
)
def test_every_cell_of_the_table(kind, state):
    browsers, things = world.build(kind, state)
    wrong = []
    for name, row in asked_in(kind).items():
        url = address(row.get("ask", name), row, things)
        for method in [key for key in table.METHODS if key in row]:
            for role in table.ROLES:
                with drawn("shows" in row):
                    got = ask(browsers[role], method, url, sent(row, things))
                wanted = table.answer_of(row, method, state, role)
                if got.answer != wanted:
                    wrong.append((name, method, role, got.answer, wanted, url))
                shown = table.is_shown(row, state, role)
                if method == "GET" and shown not in (
                    None,
                    things["marker"] in got.text,
                ):
                    wrong.append((name, method, role, "shown", not shown, url))
    assert not wrong, told(wrong)


def told(wrong):
    """Every wrong cell on a line of its own."""
    return "\n".join(map(repr, wrong))


def test_the_admin_is_closed_to_all_but_staff():
    browsers, _things = world.build("", "always")
    ask_group("/admin/*", browsers, table.OUTSIDERS)


def test_the_api_is_written_by_nobody():
    browsers, _things = world.build("", "always")
    ask_group("api-v1:*", browsers, table.ROLES)


def ask_group(group, browsers, roles):
    """Ask each pattern of a group, with invented arguments."""
    row = ROWS[group]
    wrong = []
    for pattern in PATTERNS:
        if not pattern.matches(group) or pattern.name in row.get("but", []):
            continue
        url = invented(pattern)
        for method in [key for key in table.METHODS if key in row]:
            for role in roles:
                with drawn(False):
                    got = ask(browsers[role], method, url, {})
                wanted = table.answer_of(row, method, "always", role)
                if got.answer != wanted:
                    wrong.append((pattern.name, method, role, got.answer, wanted, url))
    assert not wrong, told(wrong)


def invented(pattern):
    """An address of a pattern with arguments that fit its converters."""
    samples = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": str(uuid4())}
    route = re.sub(r"<(\w+):\w+>", lambda found: samples[found[1]], pattern.route)
    route = re.sub(r"\(\?P<\w+>([^()]|\([^()]*\))*\)", "1", route)
    return re.sub(r"[\^$\\]", "", route)


def address(name, row, things):
    if "url" in row or name.startswith("/"):
        return row.get("url", name)
    args = [text.format_map(things) for text in row.get("args", [])]
    with use_language("en"):
        return f"{reverse(name, args=args)}?{row.get('query', '')}"


def sent(row, things):
    data = row.get("data", {})
    if isinstance(data, str):
        return things[data]
    return {name: text.format_map(things) for name, text in data.items()}


@contextmanager
def drawn(is_drawn):
    """Draw pages, or leave them empty: most are asked for their status alone."""
    if is_drawn:
        yield
    else:
        with patch.object(Template, "render", return_value=""):
            yield


@dataclass(frozen=True)
class Got:
    answer: int | str
    text: str


def ask(browser, method, url, data):
    """Ask once; whatever it changes is taken back."""
    cookies, written = browser.cookies.copy(), []

    def look(execute, sql, params, many, context):
        if WRITES.match(sql):
            written.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(look):
        response = getattr(browser, method.lower())(url, data)
        text = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    browser.cookies = cookies
    return Got(answer(response, method, written), text.decode(errors="replace"))


def answer(response, method, written):
    """What the table calls an answer; a refusal that writes is a finding of its own."""
    status, where = response.status_code, response.headers.get("Location", "")
    if status == 302 and "/account/login/?next=" in where:
        status = "login"
    elif status == 302 and where == "/admin/":
        status = "refused"
    is_let_through = status in (200, 302)
    if written and not is_let_through:
        return f"{status}, but written: {written[0][:80]}"
    if method != "GET" and is_let_through and not written:
        return "unchanged"
    return status
