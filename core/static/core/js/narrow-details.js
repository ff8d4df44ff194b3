/*
 * Folds long side matter (the filters of a list) on a narrow screen, so that the
 * results come first. Without a script it stands open, as on a wide screen.
 */
const narrow = window.matchMedia("(width < 56rem)");

const fold = () => {
  document.querySelectorAll("[data-closed-when-narrow]").forEach((details) => {
    details.open = !narrow.matches;
  });
};

fold();
narrow.addEventListener("change", fold);
