"""Shows each step of a journey to axe, wide and on a phone."""

import re

from tests.browser.test_accessibility import RULES, faults

WIDE, NARROW = 1280, 360


class Judge:
    """Looks for what axe finds at each step.

    Axe waits for timers, which never ring in a tab without JavaScript; such a page is
    shown to it in another tab, as it is, without its scripts.
    """

    def __init__(self, tab, reader, *, has_script, rules=RULES):
        self.tab, self.reader, self.has_script = tab, reader, has_script
        self.rules = rules
        self.found = []

    def look(self, step, widths=(NARROW, WIDE)):
        tab = self.tab if self.has_script else self._shown()
        for width in widths:
            tab.set_viewport_size({"width": width, "height": 900})
            self.found += [f"{step}: {fault}" for fault in faults(tab, self.rules)]

    def _shown(self):
        html = re.sub(r"<script\b.*?</script>", "", self.tab.content(), flags=re.S)
        html = re.sub(r"</?noscript>", "", html)
        url = self.tab.url
        self.reader.route(
            url, lambda route: route.fulfill(body=html, content_type="text/html")
        )
        self.reader.goto(url)
        self.reader.unroute(url)
        return self.reader
