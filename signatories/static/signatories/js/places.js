/*
 * Suggests places of the chosen country while somebody types. Without this script the
 * field takes any place, and so it does with it.
 *
 * [data-places] is the field and names the field of the country; the number of a place
 * chosen from the list goes into the hidden [data-place-number].
 */
const WAIT_MS = 200;
const FEWEST_LETTERS = 2;

const start = (input) => {
  const { form } = input;
  const country = document.getElementById(input.dataset.places);
  const number = form.querySelector("[data-place-number]");
  const list = document.createElement("datalist");
  list.id = `${input.id}-places`;
  input.after(list);
  input.setAttribute("list", list.id);
  let known = new Map();
  let timer = 0;
  let running = null;

  const note = () => {
    number.value = known.get(input.value.trim()) ?? "";
  };

  const look = async () => {
    running?.abort();
    const typed = input.value.trim();
    if (typed.length < FEWEST_LETTERS || !country.value) {
      return;
    }
    running = new AbortController();
    const address = new URL(form.dataset.placesSource, window.location.href);
    address.search = new URLSearchParams({ country: country.value, q: typed });
    try {
      const answer = await fetch(address, {
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: running.signal,
      });
      const { items } = answer.ok ? await answer.json() : { items: [] };
      known = new Map(items.map(({ id, name }) => [name, id]));
      list.replaceChildren(
        ...items.map(({ name }) => {
          const option = document.createElement("option");
          option.value = name;
          return option;
        }),
      );
      note();
    } catch {
      // Typed on, or offline: the field takes any place.
    }
  };

  input.addEventListener("input", () => {
    note();
    window.clearTimeout(timer);
    timer = window.setTimeout(look, WAIT_MS);
  });
  country.addEventListener("change", () => {
    known = new Map();
    list.replaceChildren();
    note();
  });
};

document.querySelectorAll("[data-places]").forEach(start);
