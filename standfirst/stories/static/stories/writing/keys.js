/* Keys: on with Enter, split and join with Alt, publish with Ctrl or ⌘. */
(() => {
  const desk = window.standfirstDesk;
  const SAVED = 300; // milliseconds: the text of an editor reaches its form field a quarter of a second later

  const shortcutsOn = () => {
    const config = document.getElementById("wagtail-config");
    return config === null || JSON.parse(config.textContent).KEYBOARD_SHORTCUTS_ENABLED !== false;
  };

  const publish = () => {
    const button = desk.form().querySelector("button[name=action-publish]");
    if (!button) return false;
    setTimeout(() => button.click(), SAVED);
    return true;
  };

  const editSections = (event) => {
    const index = desk.indexOf(event.target);
    if (index < 0) return false;
    (event.shiftKey ? desk.join : desk.split)(index);
    return true;
  };

  /** From the headline to the standfirst, from a label to its text. */
  const goOn = ({ target }) => {
    if (target.id === "id_title") {
      document.getElementById("id_standfirst").focus();
      return true;
    }
    if (target.matches?.("[data-contentpath=label] input")) {
      desk.focusText(desk.stream().children[desk.indexOf(target)]);
      return true;
    }
    return false;
  };

  const act = (event) => {
    if (event.ctrlKey || event.metaKey) return shortcutsOn() && !event.altKey && publish();
    if (event.altKey) return shortcutsOn() && editSections(event);
    return !event.shiftKey && goOn(event);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const button = desk.config() && desk.form()?.querySelector("button[name=action-publish]");
    if (!button || !shortcutsOn()) return;
    button.title = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ + Enter" : "Ctrl + Enter";
  });

  /** The place to paste into keeps the focus after a paste, and the next key is to publish. */
  const isPaste = ({ target, ctrlKey, metaKey }) => (ctrlKey || metaKey) && target.id === "paste-text";

  /** Of a form that nobody has touched yet. */
  const isNowhere = ({ target }) => target === document.body;

  /* Before the editor hears of the key, which would make a line break of it. */
  document.addEventListener("keydown", (event) => {
    const ours = event.key === "Enter" && !event.isComposing && !event.repeat && desk.config();
    if (!ours || !(desk.isField(event.target) || isPaste(event) || isNowhere(event)) || !act(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
