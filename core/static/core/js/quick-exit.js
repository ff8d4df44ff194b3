/*
 * Leaves the site at once: by the link or by Shift pressed three times.
 *
 * A classic script in the head, not a module: modules wait for the whole document,
 * and a reader may have to leave before it has arrived. The listeners sit on the
 * document, so they work before the link itself has been read.
 */
(() => {
  "use strict";

  const PRESSES = 3;
  const WINDOW_MS = 2000;
  let presses = [];
  let shiftAlone = false;

  const link = () => document.getElementById("quick-exit");

  const leave = () => {
    const target = link();
    if (!target) {
      return;
    }
    // The other site may take seconds to answer: nothing stays readable meanwhile.
    document.documentElement.hidden = true;
    document.title = "\u200b";
    window.location.replace(target.href);
  };

  const announce = (missing) => {
    const status = document.getElementById("quick-exit-status");
    if (status) {
      status.textContent = status.dataset[`missing${missing}`] || "";
    }
  };

  document.addEventListener(
    "click",
    (event) => {
      const pressed = event.target instanceof Element && event.target.closest("a");
      if (pressed && pressed === link()) {
        event.preventDefault();
        leave();
      }
    },
    true,
  );

  // Shift counts only when nothing else was pressed with it: capitals are no wish to go.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Shift") {
        shiftAlone = false;
        presses = [];
      } else if (!event.repeat) {
        shiftAlone = true;
      }
    },
    true,
  );

  document.addEventListener(
    "keyup",
    (event) => {
      if (event.key !== "Shift" || !shiftAlone) {
        return;
      }
      const now = Date.now();
      presses = [...presses.filter((time) => now - time < WINDOW_MS), now];
      announce(Math.max(PRESSES - presses.length, 0));
      if (presses.length >= PRESSES) {
        leave();
      }
    },
    true,
  );

  // A page the browser kept whole and shows again must be readable again.
  window.addEventListener("pageshow", () => {
    document.documentElement.hidden = false;
    presses = [];
  });

  // What the link can do with a script is told only where the script runs.
  document.addEventListener("DOMContentLoaded", () => {
    const help = document.getElementById("quick-exit-help");
    if (help && link()) {
      help.hidden = false;
      link().setAttribute("aria-describedby", help.id);
    }
  });
})();
