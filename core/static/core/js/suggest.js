/*
 * Shows under a search field what is being typed may become: titles, signatories,
 * places, terms. Without this script the field is a plain search field.
 *
 * [data-suggest] is the empty list beside the field whose id it names. The pattern is
 * the editable combobox with list autocomplete of the ARIA Authoring Practices: the
 * focus stays in the field, arrows move through the list, Enter goes to the marked
 * suggestion or, without one, searches. Nothing that is typed is stored anywhere.
 */
const WAIT_MS = 150;
const FEWEST_LETTERS = 2;

const MOVES = {
  ArrowDown: (index, last) => (index >= last ? 0 : index + 1),
  ArrowUp: (index, last) => (index <= 0 ? last : index - 1),
};
// Keys that go on in the text.
const IN_TEXT = ["ArrowLeft", "ArrowRight", "Home", "End"];

const ask = async (list, typed, signal) => {
  const { source, language, kind } = list.dataset;
  const address = new URL(source, window.location.href);
  address.search = new URLSearchParams({ q: typed, language, ...(kind && { kind }) });
  const answer = await fetch(address, {
    // The browser keeps neither the words nor the answer.
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal,
  });
  if (!answer.ok) {
    return [];
  }
  const { items } = await answer.json();
  return items;
};

const part = (className, text, language) => {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  if (language) {
    element.lang = language;
  }
  return element;
};

const option = (list, item, index) => {
  const element = document.createElement("li");
  element.id = `${list.id}-${index}`;
  element.className = "suggest__option";
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.append(
    part("suggest__text", item.text, item.language),
    " ",
    part("suggest__kind", list.dataset[item.kind] ?? ""),
  );
  return element;
};

const start = (list) => {
  const input = document.getElementById(list.dataset.suggest);
  const status = document.getElementById(`${list.id}-status`);
  let items = [];
  let marked = -1;
  let timer = 0;
  let running = null;

  const mark = (index) => {
    marked = index;
    [...list.children].forEach((element, number) => {
      element.setAttribute("aria-selected", String(number === index));
    });
    const element = list.children[index];
    if (element) {
      input.setAttribute("aria-activedescendant", element.id);
      element.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const show = (found) => {
    // What is marked stays so when a later answer has it, too.
    const kept = items[marked]?.url;
    items = found;
    list.replaceChildren(...items.map((item, index) => option(list, item, index)));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    mark(items.findIndex((item) => item.url === kept));
    status.textContent = items.length ? `${status.dataset.shown} ${items.length}` : "";
  };

  const close = () => {
    window.clearTimeout(timer);
    running?.abort();
    show([]);
  };

  const go = (item) => {
    const { pathname, search } = new URL(item.url, window.location.href);
    close();
    // Only ever to a place of this portal, whatever host the answer names.
    window.location.assign(new URL(pathname + search, window.location.origin));
  };

  const look = async () => {
    const typed = input.value.trim();
    running?.abort();
    if (typed.length < FEWEST_LETTERS) {
      show([]);
      return;
    }
    running = new AbortController();
    const { signal } = running;
    try {
      const found = await ask(list, typed, signal);
      if (!signal.aborted && document.activeElement === input) {
        show(found);
      }
    } catch {
      // Typed on, left, or no connection: the field searches all the same.
      if (!signal.aborted) {
        show([]);
      }
    }
  };

  const lookSoon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, WAIT_MS);
  };

  const onKey = (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) {
      return;
    }
    const move = MOVES[event.key];
    if (move && list.hidden) {
      lookSoon();
    } else if (move) {
      event.preventDefault();
      mark(move(marked, items.length - 1));
    } else if (event.key === "Enter" && items[marked]) {
      event.preventDefault();
      go(items[marked]);
    } else if (event.key === "Escape" && !list.hidden) {
      // The first Escape closes; the next one may empty the field.
      event.preventDefault();
      close();
    } else if (IN_TEXT.includes(event.key)) {
      mark(-1);
    }
  };

  // A search field of HTML may not be a combobox, a text field may.
  input.type = "text";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("enterkeyhint", "search");

  input.addEventListener("input", lookSoon);
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // Pressing a suggestion must not take the focus away before it is chosen.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (items[index]) {
      go(items[index]);
    }
  });
};

document.querySelectorAll("[data-suggest]").forEach(start);
