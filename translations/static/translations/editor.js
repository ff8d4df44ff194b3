// The editor of translations: keys, special characters, checks and preview while typing.
// Everything here is a short cut; the page works without it.
(() => {
  "use strict";
  const editor = document.querySelector("[data-editor]");
  const form = document.querySelector("[data-text-form]");
  const field = document.querySelector("[data-target]");
  const keys = document.querySelector("[data-keys]");
  const say = document.querySelector("[data-say]");
  if (!editor) return;

  for (const select of editor.querySelectorAll("[data-submit]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }

  // What the server said stands at the top of the page, before this region was there.
  const message = document.querySelector(".messages li");
  if (say && message) window.setTimeout(() => { say.textContent = message.textContent.trim(); }, 100);

  // The list of keys.
  const opener = editor.querySelector("[data-open-keys]");
  const single = keys.querySelector("[data-single-key]");
  const SINGLE = "pact-editor-single-key";
  opener.hidden = false;
  opener.addEventListener("click", () => keys.showModal());
  try {
    single.checked = localStorage.getItem(SINGLE) !== "off";
    single.addEventListener("change", () => localStorage.setItem(SINGLE, single.checked ? "on" : "off"));
  } catch {
    single.checked = true;
  }
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const follow = (selector) => {
    const link = editor.querySelector(selector);
    if (link) link.click();
  };
  const press = (act, withNext) => {
    const button = form && form.querySelector(`button[data-act="${act}"]`);
    if (!button) return;
    const next = form.querySelector("[data-next]");
    if (next && withNext !== undefined) next.checked = withNext;
    form.requestSubmit(button);
  };
  const insert = (text) => {
    if (!field || field.readOnly) return;
    field.focus();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const replace = (text) => {
    if (!field || field.readOnly) return;
    field.focus();
    // As if typed, so that the browser's own undo brings the former text back.
    field.select();
    if (!document.execCommand("insertText", false, text)) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const useMatch = (number) => {
    const button = editor.querySelector(`[data-match="${number}"]`);
    if (button) replace(button.dataset.use);
    return Boolean(button);
  };
  const insertTerm = (term) => {
    if (!field) return;
    // A term is a word of its own.
    const before = field.value.slice(0, field.selectionStart);
    insert(/[\p{L}\p{N}]$/u.test(before) ? ` ${term}` : term);
  };
  const useTerm = () => {
    const button = editor.querySelector("[data-term]");
    if (button) insertTerm(button.dataset.term);
    return Boolean(button);
  };

  const controlKeys = (event) => {
    if (event.key === "Enter") return press("send", true), true;
    if (event.key.toLowerCase() === "s" && !event.shiftKey) return press("keep", false), true;
    if (event.key.toLowerCase() === "a" && event.shiftKey) return press("approve"), true;
    return false;
  };
  const altKeys = (event) => {
    if (event.key === "ArrowDown") return follow("[data-following]"), true;
    if (event.key === "ArrowUp") return follow("[data-previous]"), true;
    // By the place of the key: with Alt some keyboards write another character.
    const digit = /^Digit([1-9])$/.exec(event.code);
    if (digit) return useMatch(digit[1]);
    if (event.code === "KeyG") return useTerm();
    return false;
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || keys.open) return;
    let isDone = false;
    // AltGr, which writes letters in many languages, comes as both of them.
    const isAltGr = event.getModifierState("AltGraph") || (event.altKey && event.ctrlKey);
    if (isAltGr) return;
    if (event.ctrlKey || event.metaKey) isDone = controlKeys(event);
    else if (event.altKey) isDone = altKeys(event);
    else if (event.key === "?" && single.checked && !isTyping(event.target)) {
      keys.showModal();
      isDone = true;
    }
    if (isDone) event.preventDefault();
  });

  if (!form || !field) return;

  for (const button of editor.querySelectorAll("[data-use], [data-term], [data-copy-source]")) {
    button.hidden = field.readOnly;
    button.addEventListener("click", () => {
      if ("use" in button.dataset) replace(button.dataset.use);
      else if ("term" in button.dataset) insertTerm(button.dataset.term);
      else replace(editor.querySelector("[data-source]").dataset.source);
    });
  }

  // Special characters: one stop for Tab, arrows inside, capitals with Shift.
  const characters = form.querySelector("[data-characters]");
  if (characters) {
    const buttons = [...characters.querySelectorAll("button")];
    characters.hidden = buttons.length === 0;
    buttons.forEach((button, index) => {
      button.tabIndex = index === 0 ? 0 : -1;
      button.addEventListener("click", (event) => {
        insert(event.shiftKey && button.dataset.shift ? button.dataset.shift : button.dataset.insert);
      });
    });
    characters.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step || event.altKey) return;
      const from = buttons.indexOf(document.activeElement);
      const to = buttons[(from + step + buttons.length) % buttons.length];
      buttons.forEach((button) => { button.tabIndex = button === to ? 0 : -1; });
      to.focus();
      event.preventDefault();
    });
  }

  // Characters that readers see, mark-up left out; counted as the server counts.
  const length = form.querySelector("[data-length]");
  const count = () => {
    if (!length) return;
    const shown = [...field.value.trim().replace(/<[^>]+>/g, "")].length;
    length.textContent = String(shown);
    length.parentElement.classList.toggle("pact-editor__length--over", shown > Number(field.dataset.limit));
  };

  // The checks, when the field is left.
  const findings = form.querySelector("[data-findings]");
  const initial = field.value;
  let checked = field.value;
  const finding = (item, index) => {
    const entry = document.createElement("li");
    entry.className = `pact-finding pact-finding--${item.severity}`;
    const strong = document.createElement("strong");
    strong.textContent = item.severity === "error" ? form.dataset.errorLabel : form.dataset.warningLabel;
    entry.append(strong, ` ${item.message} `);
    if (item.severity === "warning") {
      const label = document.createElement("label");
      const input = document.createElement("input");
      const name = `accept-${item.check}`;
      const known = form.elements[name];
      input.type = "text";
      input.maxLength = 300;
      input.id = `accept-${index + 1}`;
      input.name = name;
      input.value = known && "value" in known ? known.value : "";
      label.htmlFor = input.id;
      label.textContent = form.dataset.reasonLabel;
      entry.append(label, input);
    }
    return entry;
  };
  const check = async () => {
    if (field.value === checked || field.readOnly) return;
    checked = field.value;
    const body = new FormData();
    body.append("text", field.value);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    let answer;
    try {
      const response = await fetch(form.dataset.check, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!response.ok) return;
      answer = await response.json();
    } catch {
      // Without a connection the server checks when the text is sent.
      return;
    }
    const list = document.createElement("ul");
    list.className = "pact-findings";
    list.append(...answer.findings.map(finding));
    if (answer.findings.length) findings.replaceChildren(list);
    else findings.textContent = form.dataset.clear;
  };
  field.addEventListener("blur", check);

  // The preview follows what is typed, a moment after the last key.
  const frame = editor.querySelector("iframe[name='translation-preview']");
  const shadow = document.createElement("form");
  shadow.method = "post";
  shadow.action = form.dataset.preview;
  shadow.target = "translation-preview";
  shadow.hidden = true;
  for (const name of ["csrfmiddlewaretoken", "name", "text"]) {
    const input = document.createElement("textarea");
    input.name = name;
    shadow.append(input);
  }
  document.body.append(shadow);
  let timer = 0;
  let scroll = 0;
  const show = () => {
    try {
      scroll = frame.contentWindow.scrollY;
    } catch {
      scroll = 0;
    }
    shadow.elements.csrfmiddlewaretoken.value = form.elements.csrfmiddlewaretoken.value;
    shadow.elements.name.value = form.dataset.name;
    shadow.elements.text.value = field.value;
    shadow.submit();
  };
  frame.addEventListener("load", () => {
    try {
      frame.contentWindow.scrollTo(0, scroll);
    } catch {
      // The reader of the preview has followed a link elsewhere.
    }
  });

  field.addEventListener("input", () => {
    count();
    window.clearTimeout(timer);
    timer = window.setTimeout(show, 900);
  });
  let isSent = false;
  form.addEventListener("submit", () => { isSent = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && field.value !== initial && !field.readOnly) event.preventDefault();
  });
  count();
  // Again after the browser has gone to the place in the address, which takes the focus.
  const start = () => {
    if (document.activeElement !== document.body) return;
    const refused = document.getElementById("refused");
    if (refused) refused.focus();
    else if (window.location.hash === "#text") {
      field.focus({ preventScroll: true });
      field.setSelectionRange(field.value.length, field.value.length);
    }
  };
  start();
  window.setTimeout(start, 150);
  window.addEventListener("load", () => window.setTimeout(start, 0));
})();
