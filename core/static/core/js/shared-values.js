// Below each text of an editorial page: choose a shared value, insert its code.
// The options come from the server each time a form opens, so none is out of date.
(() => {
  "use strict";
  const { React, DraftJS } = window;
  let asked = null;

  const ask = () => {
    if (!asked) {
      const config = JSON.parse(document.getElementById("wagtail-config").textContent);
      const pages = new URL(config.ADMIN_URLS.PAGES, window.location.href);
      asked = fetch(new URL("../shared-values/", pages))
        .then((answer) => (answer.ok ? answer.json() : { items: [] }))
        // Codes can be typed all the same.
        .catch(() => ({ items: [] }));
    }
    return asked;
  };

  const inserted = (state, text) => {
    const content = DraftJS.Modifier.replaceText(
      state.getCurrentContent(),
      state.getSelection(),
      text,
      state.getCurrentInlineStyle(),
    );
    const next = DraftJS.EditorState.push(state, content, "insert-characters");
    return DraftJS.EditorState.forceSelection(next, content.getSelectionAfter());
  };

  const Picker = ({ getEditorState, onChange }) => {
    const [offer, setOffer] = React.useState({ items: [] });
    const [chosen, setChosen] = React.useState("");
    React.useEffect(() => {
      let isShown = true;
      ask().then((found) => { if (isShown) setOffer(found); });
      return () => { isShown = false; };
    }, []);
    if (!offer.items.length) return null;
    const options = offer.items.map(({ code, reference, text }) => React.createElement(
      "option",
      { key: code, value: reference },
      // The code first, so that its first letters find it.
      `${code} = ${text}`,
    ));
    const select = React.createElement(
      "select",
      {
        "aria-label": offer.label,
        value: chosen,
        // With the arrow keys each option is a change: nothing is inserted by it.
        onChange: (event) => setChosen(event.target.value),
      },
      React.createElement("option", { value: "" }, offer.label),
      options,
    );
    const button = React.createElement(
      "button",
      {
        type: "button",
        className: "button button-small button-secondary",
        disabled: !chosen,
        onClick: () => {
          onChange(inserted(getEditorState(), chosen));
          setChosen("");
        },
      },
      offer.insert,
    );
    return React.createElement("span", { className: "shared-values" }, select, button);
  };

  window.draftail.registerPlugin({ type: "shared-value", meta: Picker }, "controls");
})();
