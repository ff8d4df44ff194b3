"""Two ways of using a page: with a mouse, and with a keyboard alone."""

from playwright.sync_api import expect

# Long forms have fewer stops; whoever needs more is lost.
MOST_STOPS = 150

# Says what is wrong with the focus, or nothing. Something of the focused element has to
# be on the screen with nothing over it (WCAG 2.4.11), and the focus has to be drawn;
# scrolling and drawing may take some frames.
FOCUS_FAULT = """
async () => {
  const fault = (root = document) => {
    const focused = root.activeElement;
    if (!focused || focused === root.body) return "";
    // Inside of a frame the focus is that of the page it shows.
    const inside = focused.contentDocument || focused.shadowRoot;
    if (inside) return fault(inside);
    const name = focused.outerHTML.slice(0, 200);
    const box = focused.getClientRects()[0];
    if (!box || !box.width || !box.height) return `no size: ${name}`;
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) =>
      root.elementFromPoint(box.left + box.width * x, box.top + box.height * y)));
    if (!points.some((top) => focused.contains(top))) return `not seen: ${name}`;
    const style = getComputedStyle(focused);
    const isDrawn = style.outlineStyle !== "none" || style.boxShadow !== "none";
    return isDrawn ? "" : `focus not drawn: ${name}`;
  };
  for (let frame = 0; frame < 60 && fault(); frame += 1) {
    await new Promise(requestAnimationFrame);
  }
  return fault();
}
"""


class Mouse:
    """Clicks and fills in."""

    def __init__(self, tab):
        self.tab = tab

    def press(self, target):
        target.click()

    def tick(self, target):
        target.check()

    def write(self, target, text):
        target.fill(text)

    def write_day(self, target, year, month, day):
        target.fill(f"{year}-{month:02}-{day:02}")

    def choose(self, target, name):
        target.select_option(label=name)


class Keyboard:
    """Tab, Enter, Space and typing; nothing else reaches the page.

    Each stop on the way has to be seen.
    """

    def __init__(self, tab):
        self.tab, self.keys = tab, tab.keyboard

    def press(self, target):
        self._reach(target)
        self.keys.press("Enter")

    def tick(self, target):
        self._reach(target)
        self.keys.press("Space")
        expect(target).to_be_checked()

    def write(self, target, text):
        self._reach(target)
        # What an earlier visit left in the field is typed over.
        self.keys.press("Control+a")
        self.keys.type(text)
        expect(target).to_have_value(text)

    def write_day(self, target, year, month, day):
        self._reach(target)
        self.keys.type(f"{month:02}{day:02}{year}")
        expect(target).to_have_value(f"{year}-{month:02}-{day:02}")

    def choose(self, target, name):
        self._reach(target)
        self.keys.type(name)
        expect(target.locator("option:checked")).to_have_text(name)

    def _reach(self, target):
        expect(target).to_have_count(1)
        for _stop in range(MOST_STOPS):
            if target.evaluate("(one) => one === document.activeElement"):
                return
            self.keys.press("Tab")
            fault = self.tab.evaluate(FOCUS_FAULT)
            assert not fault, fault
        raise AssertionError(f"the keyboard does not reach {target}")
