/*
 * Keys for the language list: arrows, Home, End, Escape; Enter in the field takes the
 * first language shown. The list itself is a <details> full of links and needs no script.
 */
const MOVES = {
  ArrowDown: (index, last) => (index >= last ? 0 : index + 1),
  ArrowUp: (index, last) => (index <= 0 ? last : index - 1),
  Home: () => 0,
  End: (_index, last) => last,
};

const start = (picker) => {
  const summary = picker.querySelector("summary");
  const input = picker.querySelector("input");
  const links = () =>
    [...picker.querySelectorAll("li a")].filter(
      (link) => !link.closest("[hidden]"),
    );

  picker.addEventListener("toggle", () => {
    if (picker.open) {
      input?.focus();
    }
  });

  picker.addEventListener("keydown", (event) => {
    if (!picker.open) {
      return;
    }
    if (event.key === "Escape") {
      picker.open = false;
      summary.focus();
      return;
    }
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      links()[0]?.click();
      return;
    }
    const inField = event.target === input && ["Home", "End"].includes(event.key);
    const move = MOVES[event.key];
    const shown = links();
    if (!move || inField || shown.length === 0) {
      return;
    }
    event.preventDefault();
    shown[move(shown.indexOf(document.activeElement), shown.length - 1)].focus();
  });

  document.addEventListener("click", (event) => {
    if (picker.open && !picker.contains(event.target)) {
      picker.open = false;
    }
  });
  picker.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !picker.contains(event.relatedTarget)) {
      picker.open = false;
    }
  });
};

document.querySelectorAll("[data-language-picker]").forEach(start);
