"""Machine drafts of many texts: what a machine translated, once it is worth showing.

Each text is sent once however often it occurs, after the month's budget has been asked,
and an answer that lost mark-up, a placeholder or its script is dropped: that text stays
untranslated. What comes back is a draft, and nothing here calls it anything else.
"""

import logging
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from translations.machine import engine
from translations.machine.base import (
    Engine,
    EngineAnswerError,
    EngineError,
    EngineLanguageError,
    EngineTooLargeError,
)
from translations.machine.budget import budget_reserve, budget_return
from translations.machine.fragments import (
    Fragment,
    fault,
    has_control,
    kept_pattern,
    protect,
    restore,
)

logger = logging.getLogger(__name__)


def drafts_for[K: Hashable](
    texts: Mapping[K, str],
    source_language: str,
    target_language: str,
    do_not_translate: Sequence[str] = (),
) -> dict[K, str]:
    """Translate texts by machine, as far as it can be done well enough.

    Call it in a task, and outside any transaction: a provider may take a minute.

    Args:
        texts: fragments of HTML, as wagtail-localize cuts them, by any key.
        source_language: our code of the language they are in.
        target_language: our code of the language the drafts are to be in.
        do_not_translate: names and terms that stay as they are, in their own case.

    Returns:
        drafts by the same keys; a text is missing when it is too long, when its answer
        was unusable, and all are missing when no engine is set. What has no words, such
        as a number, is its own draft.

    Raises:
        EngineError: nothing more can be had now; its `sentence` is for the editor, its
            `drafts` what had been translated before. BudgetSpentError is one of them.
        RuntimeError: called within a transaction.
    """
    chosen = engine()
    if chosen is None:
        return {}
    kept = kept_pattern(do_not_translate)
    fragments = {
        text: protect(text, kept, chosen.keep_tag, chosen.keep_attributes)
        for text in dict.fromkeys(texts.values())
        if text.strip() and not has_control(text)
    }
    wanted = [item.sent for item in fragments.values() if item.has_words]
    sent = [text for text in dict.fromkeys(wanted) if chosen.fits(text)]
    answers: dict[str, str] = {}
    try:
        _buy(chosen, source_language, target_language, sent, answers)
    except EngineError as error:
        error.drafts = _usable(texts, fragments, answers, target_language, chosen)
        raise
    return _usable(texts, fragments, answers, target_language, chosen)


def _buy(
    chosen: Engine, source: str, target: str, sent: list[str], answers: dict[str, str]
) -> None:
    """Reserve the budget for all, then fill `answers` request by request.

    What was reserved for requests that were not made, or failed, is returned.
    """
    batches = list(chosen.batches(sent))
    if not batches:
        return
    if not chosen.can_translate(source, target):
        raise EngineLanguageError(chosen.display_name, f"{source} to {target}")
    unspent, unmade = sum(map(len, sent)), len(batches)
    month = budget_reserve(engine=chosen.code, characters=unspent, requests=unmade)
    try:
        for batch in batches:
            # Spent from here on: the process may be stopped while the provider works.
            size = sum(map(len, batch))
            unspent, unmade = unspent - size, unmade - 1
            try:
                answers.update(_batch(chosen, source, target, batch))
            except EngineAnswerError:
                # An answer came, and will be billed.
                raise
            except EngineError:
                unspent += size
                raise
    finally:
        budget_return(
            engine=chosen.code, characters=unspent, requests=unmade, month=month
        )


def _batch(
    chosen: Engine, source: str, target: str, batch: list[str]
) -> dict[str, str]:
    """Translate one request's texts; one that is too long is left out."""
    try:
        return dict(zip(batch, chosen.translate(source, target, batch), strict=True))
    except EngineTooLargeError:
        if len(batch) == 1:
            return {}
    found: dict[str, str] = {}
    for text in batch:
        found |= _batch(chosen, source, target, [text])
    return found


def _usable[K: Hashable](
    texts: Mapping[K, str],
    fragments: Mapping[str, Fragment],
    answers: Mapping[str, str],
    language: str,
    chosen: Engine,
) -> dict[K, str]:
    drafts: dict[str, str] = {}
    faults: Counter[str] = Counter()
    for text, fragment in fragments.items():
        if not fragment.has_words:
            drafts[text] = text
        elif (answer := answers.get(fragment.sent)) is not None:
            result = restore(fragment, answer, chosen.keep_tag)
            if why := fault(fragment, result, language):
                faults[why] += 1
            else:
                drafts[text] = result
    if faults:
        # Numbers alone: a text may be one that nobody has read yet.
        logger.warning(
            "%s into %s: answers dropped: %s", chosen.code, language, dict(faults)
        )
    return {key: drafts[text] for key, text in texts.items() if text in drafts}
