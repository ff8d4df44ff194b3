/*
 * Saves a draft by itself to the address of its form, and warns before unsaved words are
 * left. Without it the form does everything by its buttons.
 */
const PAUSE = 8000;
const form = document.querySelector("form[data-draft]");

if (form) {
  const state = form.querySelector("[data-draft-state]");
  const revision = form.elements.namedItem("revision");
  let isChanged = Boolean(document.querySelector(".note--negative, .safeguard"));
  let isStopped = isChanged;
  let timer = 0;
  let version = 0;

  const tell = (name) => {
    state.textContent = form.dataset[name] ?? "";
  };

  const answered = async (response, sent) => {
    const type = response.headers.get("Content-Type") ?? "";
    if (!type.startsWith("application/json")) {
      isStopped = true;
      tell("failed");
      return;
    }
    const answer = await response.json();
    if (answer.state === "saved") {
      revision.value = answer.revision;
      isChanged = version !== sent;
      tell("saved");
      return;
    }
    // What needs a person is decided by the button; nothing more is sent by itself.
    isStopped = answer.state !== "invalid";
    tell(answer.state === "locked" ? "failed" : answer.state);
  };

  const save = async () => {
    if (isStopped || !isChanged) return;
    const sent = version;
    const data = new FormData(form);
    // A picture is sent by the button, once, with what has to be confirmed.
    for (const name of ["picture_file", "picture_alt", "picture_credit", "picture_safe"]) {
      data.delete(name);
    }
    tell("saving");
    try {
      const response = await fetch(form.action || location.href, {
        method: "POST",
        body: data,
        headers: { "X-Autosave": "1" },
        credentials: "same-origin",
        redirect: "manual",
      });
      await answered(response, sent);
    } catch {
      tell("failed");
    }
  };

  form.addEventListener("input", () => {
    isChanged = true;
    version += 1;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    isChanged = false;
    isStopped = true;
  });
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
document.querySelector("[data-focus]")?.focus();
