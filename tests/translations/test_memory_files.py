"""Memory as TMX, glossary as TBX and CSV: looked at first, taken over, given out."""

import pytest

from accounts.models import User
from core.private_files import PrivateStorage
from tests.translations.exchange import chosen, counts
from tests.translations.test_exports import staff
from translations.files.glossary_terms import FORBIDDEN, PREFERRED, Term
from translations.files.terms import csv_read, csv_write, tbx_read, tbx_write
from translations.files.tmx import MemoryUnit, tmx_read, tmx_write
from translations.models import GlossaryConcept, GlossaryTerm, MemoryEntry
from translations.selectors.glossary import concepts_in
from translations.services.memory import memory_learn
from translations.services.uploads import FOLDER

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

MEMORY = "/admin/translations/memory/"
GLOSSARY = "/admin/translations/glossary/files/"
UNITS = (
    MemoryUnit("en", "fr", "Safe sport", "Sport sûr", author_note="agency"),
    MemoryUnit("en", "fr", "Save", "Enregistrer"),
    MemoryUnit("en", "de", "Save", "Speichern"),
)
TERMS = (
    Term(
        "zz-grooming", "en", "zzgrooming", PREFERRED, definition="Contact with intent"
    ),
    Term("zz-grooming", "fr", "piégeage zz", PREFERRED, note="since 2020"),
    Term("zz-grooming", "fr", "toilettage zz", FORBIDDEN),
)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def central(client):
    client.force_login(User.objects.get(email="editor@demo.example"))
    return client


def take_in(browser, address, name, data):
    """Choose a file, look, and take it in; the page that was looked at."""
    preview = browser.post(address, chosen(name, data), follow=True)
    assert preview.status_code == 200
    browser.post(preview.redirect_chain[-1][0])
    return preview.text


def test_a_memory_is_counted_first_and_then_taken_in(central):
    memory_learn(
        source_language="en", language="fr", source="Save", target="Enregistrer"
    )
    central.get(f"{MEMORY}import/")
    before = counts()
    data = tmx_write(UNITS)
    preview = central.post(f"{MEMORY}import/", chosen("m.tmx", data), follow=True)
    assert counts() == before
    assert "German" in preview.text
    central.post(preview.redirect_chain[-1][0])
    entry = MemoryEntry.objects.get(target="Sport sûr")
    assert (entry.source, entry.author_note) == ("Safe sport", "agency")
    assert MemoryEntry.objects.get(target="Speichern").author_note == "m.tmx"
    assert MemoryEntry.objects.get(target="Enregistrer").times == 2
    assert PrivateStorage().listdir(FOLDER)[1] == []


def test_a_memory_goes_out_by_language_or_whole(central):
    take_in(central, f"{MEMORY}import/", "m.tmx", tmx_write(UNITS))
    answer = central.get(f"{MEMORY}export/de/")
    assert [unit.target for unit in tmx_read(b"".join(answer))] == ["Speichern"]
    answer = central.get(f"{MEMORY}export/")
    found = {unit.target for unit in tmx_read(b"".join(answer))}
    assert found >= {"Sport sûr", "Enregistrer", "Speichern"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no TMX",
        tmx_write(UNITS)[:-40],
        b'<!DOCTYPE tmx [<!ENTITY e SYSTEM "file:///etc/passwd">]><tmx>&e;</tmx>',
    ],
)
def test_a_bad_memory_is_refused_and_nothing_stored(central, data):
    central.get(f"{MEMORY}import/")
    before = counts()
    answer = central.post(f"{MEMORY}import/", chosen("m.tmx", data))
    assert answer.status_code == 422
    assert counts() == before
    assert not PrivateStorage().exists(FOLDER)


def test_script_in_a_memory_is_left_out_and_its_words_stay(central):
    data = tmx_write([MemoryUnit("en", "fr", "Save it", "<script>Gardez</script>")])
    take_in(central, f"{MEMORY}import/", "m.tmx", data)
    assert MemoryEntry.objects.get(source="Save it").target == "Gardez"


def test_a_wrong_entry_is_found_and_forgotten(central):
    memory_learn(source_language="en", language="fr", source="Save", target="Sauver")
    entry = MemoryEntry.objects.get(target="Sauver")
    query = {"text": "Sauver", "source_language": "en", "language": "fr"}
    assert f"{MEMORY}{entry.pk}/delete/" in central.get(MEMORY, query).text
    central.post(f"{MEMORY}{entry.pk}/delete/")
    assert not MemoryEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(
    ("name", "write"), [("g.tbx", tbx_write), ("g.csv", csv_write)]
)
def test_a_glossary_is_looked_at_first_and_then_taken_over(central, name, write):
    central.get(GLOSSARY)
    before = counts()
    data = write(TERMS)
    preview = central.post(GLOSSARY, chosen(name, data), follow=True)
    assert counts() == before
    assert "zz-grooming" in preview.text
    central.post(preview.redirect_chain[-1][0])
    concept = GlossaryConcept.objects.get(code="zz-grooming")
    assert concept.definition == "Contact with intent"
    assert {
        (term.language, term.text, term.status, term.note)
        for term in concept.terms.all()
    } == {
        ("en", "zzgrooming", "preferred", ""),
        ("fr", "piégeage zz", "preferred", "since 2020"),
        ("fr", "toilettage zz", "forbidden", ""),
    }


def test_changed_terms_are_shown_and_unnamed_ones_stay(
    central, django_capture_on_commit_callbacks
):
    take_in(central, GLOSSARY, "g.csv", csv_write(TERMS))
    GlossaryTerm.objects.filter(text="piégeage zz").update(is_machine_draft=True)
    assert concepts_in("zzgrooming", "en", "fr")
    changed = [
        Term("zz-grooming", "fr", "piégeage zz", PREFERRED, note="since 2021"),
        Term("zz-grooming", "fr", "sollicitation", PREFERRED),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        shown = take_in(central, GLOSSARY, "g.csv", csv_write(changed))
    assert "since 2021" in shown
    assert "1 term of the glossary is not in the file and stays, too." in shown
    term = GlossaryTerm.objects.get(text="piégeage zz")
    assert (term.note, term.is_machine_draft) == ("since 2021", False)
    assert GlossaryTerm.objects.filter(text="toilettage zz").exists()
    (concept,) = (
        found
        for found in concepts_in("zzgrooming", "en", "fr")
        if found.code == "zz-grooming"
    )
    assert concept.preferred == ("piégeage zz", "sollicitation")
    assert concept.definition == "Contact with intent"


def test_a_glossary_that_comes_back_as_it_went_out_changes_nothing(central):
    take_in(central, GLOSSARY, "g.csv", csv_write(TERMS))
    before = list(GlossaryTerm.objects.order_by("pk").values())
    concepts = list(GlossaryConcept.objects.values())
    for kind, read in (("tbx", tbx_read), ("csv", csv_read)):
        data = central.get(f"{GLOSSARY}{kind}/").content
        assert len(read(data)) == len(before)
        take_in(central, GLOSSARY, f"g.{kind}", data)
    assert list(GlossaryTerm.objects.order_by("pk").values()) == before
    assert list(GlossaryConcept.objects.values()) == concepts


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("g.csv", csv_write([Term("not a code!", "en", "x", PREFERRED)])),
        ("g.csv", csv_write([Term("code", "en", "x" * 201, PREFERRED)])),
        ("g.csv", csv_write([Term("code", "en", "x", PREFERRED, note="n" * 401)])),
        ("g.csv", csv_write([])),
        ("g.csv", b"a,b\n1,2\n"),
        ("g.tbx", tbx_write(TERMS)[:-30]),
        ("g.doc", b"x"),
    ],
)
def test_a_bad_glossary_is_refused_and_nothing_stored(central, name, data):
    central.get(GLOSSARY)
    before = counts()
    answer = central.post(GLOSSARY, chosen(name, data))
    assert answer.status_code == 422
    assert "nothing was stored" in answer.text
    assert counts() == before


def test_translators_search_and_take_out_but_only_central_editors_take_in(
    client, translator_fr
):
    memory_learn(source_language="en", language="fr", source="Save", target="Sauver")
    entry = MemoryEntry.objects.get(target="Sauver")
    browser = staff(client, translator_fr)
    allowed = [MEMORY, f"{MEMORY}export/fr/", GLOSSARY, f"{GLOSSARY}tbx/"]
    for address in allowed:
        assert browser.get(address).status_code == 200, address
    refused = [f"{MEMORY}export/", f"{MEMORY}export/de/", f"{MEMORY}import/"]
    for address in refused:
        assert browser.get(address).headers.get("Location") == "/admin/", address
    for address in (f"{MEMORY}import/", f"{MEMORY}{entry.pk}/delete/", GLOSSARY):
        answer = browser.post(address, chosen("g.csv", csv_write(TERMS)))
        assert answer.headers.get("Location") == "/admin/", address
    assert MemoryEntry.objects.filter(pk=entry.pk).exists()
