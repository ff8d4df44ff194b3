"""What editors tell the search, in the Wagtail admin."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import (
    CreateView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from core.choosers import PermittedChooserViewSet
from search.forms import (
    BestBetForm,
    BlockedSuggestionForm,
    NeedPhraseForm,
    SynonymForm,
    WordsForm,
)
from search.models import (
    BestBet,
    BlockedSuggestion,
    NeedPhrase,
    SearchDocument,
    SynonymSet,
)
from search.unanswered import MAY_READ, unanswered_told

_COUNTS_AS = gettext_lazy("Counts as")
# Other menu items of the search: the hook of this name gives them.
MENU_HOOK = "register_search_menu_item"


def _form(form: type[WordsForm], explanation: Any, *fields: str) -> ObjectList:
    """Return the form of a kind of words, with what they do above the fields."""
    panels: list[Panel] = [HelpPanel(content=explanation)]
    panels += [FieldPanel(field) for field in fields]
    return ObjectList(panels, base_form_class=form)


class SynonymCreateView(CreateView):
    """The form of new synonyms, filled in from a search without results."""

    def get_initial_form_instance(self) -> SynonymSet | None:
        """Begin with the words that found nothing, named by their row alone."""
        if not self.request.user.has_perm(MAY_READ):
            return None
        chosen = self.request.GET.get("unanswered", "")
        rows = unanswered_told().filter(pk=chosen if chosen.isdecimal() else 0)
        if row := rows.first():
            return SynonymSet(language=row.language, words=f"{row.text}\n")
        return None


class WordsViewSet(SnippetViewSet):
    """A list of words, by language."""

    list_display = ["__str__", "language"]
    list_filter = ["language"]
    list_per_page = 50
    copy_view_enabled = False
    chooser_viewset_class = PermittedChooserViewSet


class SynonymViewSet(WordsViewSet):
    """Words that mean the same."""

    model = SynonymSet
    icon = "link"
    add_view_class = SynonymCreateView
    search_fields = ["words"]
    edit_handler = _form(
        SynonymForm,
        gettext_lazy(
            "Who searches for one of these words or phrases finds the others, too, a "
            "little further down. Other forms of the words need not be written. It takes "
            "effect with the next search."
        ),
        "language",
        "words",
    )


class BestBetViewSet(WordsViewSet):
    """What is recommended above the results, and whether it still can be."""

    model = BestBet
    icon = "pick"
    list_display = [
        "__str__",
        "language",
        Column(
            "title_now",
            label=gettext_lazy("Leads to"),
            accessor=lambda bet: _title(bet),
        ),
    ]
    search_fields = ["queries"]
    edit_handler = _form(
        BestBetForm,
        gettext_lazy(
            "Who searches for exactly one of these queries sees the recommended result "
            "above all others, marked as recommended. What is taken down is recommended "
            "no more. It takes effect with the next search."
        ),
        "language",
        "queries",
        "address",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[BestBet, Any]:
        """Return the rows with the title that readers see, NULL when it is not public."""
        versions = SearchDocument.objects.filter(
            object__kind=OuterRef("kind"),
            object__key=OuterRef("key"),
            object__is_gone=False,
        )
        own, original = (
            Subquery(chosen.values("title")[:1])
            for chosen in (
                versions.filter(language=OuterRef("language")),
                versions.filter(is_original=True),
            )
        )
        title = Coalesce(own, original)
        rows: QuerySet[BestBet, Any] = BestBet.objects.annotate(title_now=title)
        return rows


class BlockedSuggestionViewSet(WordsViewSet):
    """Words that are never suggested."""

    model = BlockedSuggestion
    icon = "cross"
    search_fields = ["word"]
    edit_handler = _form(
        BlockedSuggestionForm,
        gettext_lazy(
            "No text of this language that holds the word or phrase, in any form, is "
            "suggested while somebody types, and it is never offered as a correction. "
            "It can still be searched for."
        ),
        "language",
        "word",
    )


class NeedPhraseViewSet(WordsViewSet):
    """What a person in need may type."""

    model = NeedPhrase
    icon = "help"
    list_display = ["__str__", "language", Column("get_part_display", label=_COUNTS_AS)]
    list_filter = ["language", "part"]
    search_fields = ["phrase"]
    edit_handler = _form(
        NeedPhraseForm,
        gettext_lazy(
            "Who searches for something that holds this phrase, in any form, sees the "
            "way to help above the results. Nothing is suggested, and nothing of the "
            "search is kept. Write phrases as people in need would, not subjects of "
            "work. Many are not needed: a word for oneself (my) together with a word "
            "that counts beside it (stepfather) does the same, wherever they stand."
        ),
        "language",
        "phrase",
        "part",
    )


def _title(bet: Any) -> str:
    title: str | None = bet.title_now
    return title or _("Not public any more")


class WordsViewSetGroup(SnippetViewSetGroup):
    """Menu group of the search."""

    menu_label = gettext_lazy("Public search")
    menu_name = "search-words"
    menu_icon = "search"
    menu_order = 260
    submenu_hook = MENU_HOOK
    items = (
        SynonymViewSet,
        BestBetViewSet,
        BlockedSuggestionViewSet,
        NeedPhraseViewSet,
    )
