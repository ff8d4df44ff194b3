/*
 * Narrows a long list while one types. Without this script the whole list stands
 * there, and the field for typing stays hidden.
 *
 * [data-filter-list] holds one [data-filter-control] with an input, a
 * [data-filter-status], and items [data-filter-text] in groups [data-filter-group].
 */

// Letters that decomposition leaves whole, as they are typed on another keyboard.
const PLAIN = {
  ı: "i", ə: "e", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe",
};

const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[ıəøłđðþßæœ]/gu, (letter) => PLAIN[letter])
    .trim();

const start = (list) => {
  const control = list.querySelector("[data-filter-control]");
  const input = control?.querySelector("input");
  const status = list.querySelector("[data-filter-status]");
  const groups = [...list.querySelectorAll("[data-filter-group]")];
  const items = [...list.querySelectorAll("[data-filter-text]")].map((element) => ({
    element,
    text: fold(`${element.textContent} ${element.dataset.filterText}`),
  }));
  if (!input || items.length === 0) {
    return;
  }

  const apply = () => {
    const words = fold(input.value).split(/\s+/u).filter(Boolean);
    let shown = 0;
    for (const { element, text } of items) {
      element.hidden = !words.every((word) => text.includes(word));
      shown += element.hidden ? 0 : 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-filter-text]:not([hidden])");
    }
    if (status) {
      const { none, shown: label } = status.dataset;
      status.textContent = shown === 0 ? none : words.length ? `${label} ${shown}` : "";
    }
  };

  control.hidden = false;
  input.addEventListener("input", apply);
  // The browser may have kept what was typed before one came back to the page.
  apply();
};

document.querySelectorAll("[data-filter-list]").forEach(start);
