/* What the scripts of the writing form share: the page's words for them, the sections, and a line to speak in. */
window.standfirstDesk = (() => {
  let told;
  const desk = {};

  /** What the server says (writing/panel.py); null where no story is written. */
  desk.config = () => {
    const said = document.getElementById("writing");
    told ??= said && JSON.parse(said.textContent);
    return told;
  };

  desk.form = () => document.querySelector("form[data-edit-form]");

  /** Of the story: what has no name, such as the place to paste into, is not sent with it. */
  desk.isField = (element) =>
    Boolean(element.name || element.isContentEditable) && Boolean(desk.form()?.contains(element));

  /** Wagtail's block of all sections, once it is there. */
  desk.stream = () => document.getElementById("sections-root")?.rootBlock ?? null;

  /** Where the section that holds this element stands; -1 outside of all. */
  desk.indexOf = (element) => {
    const row = element?.closest?.("[data-streamfield-child]");
    return row ? (desk.stream()?.children ?? []).findIndex((it) => it.element === row) : -1;
  };

  desk.editorState = (child) => child.block.childBlocks.text.widget.getState();

  /** At once: Wagtail's own way waits, and what is typed meanwhile goes elsewhere. */
  desk.focusText = (child) => child?.block.childBlocks.text.widget.input.draftailEditor.focus();

  desk.words = (text) => text.split(/\s+/u).filter(Boolean).length;

  desk.fill = (template, values) =>
    template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Says what was done, to ears as well, with a way back where there is one. */
  desk.say = (words, undo) => {
    document.querySelector("[data-writing-said]").textContent = words;
    const button = document.querySelector("[data-writing-undo]");
    button.hidden = !undo;
    button.textContent = desk.config().strings.undo;
    button.onclick = undo;
    if (undo) {
      // What is written after it would be undone with it.
      document.addEventListener("beforeinput", () => { button.hidden = true; }, { once: true });
    }
  };

  /* Wagtail looks at the form some seconds after it is there, and takes what is in it by then for what was saved.
     What is typed sooner counts as a change too. */
  let watched = false;
  const typedEarly = ({ target }) => {
    if (!watched && desk.isField(target) && desk.config()) {
      desk.form().dataset.wUnsavedForceValue = "true";
    }
  };
  document.addEventListener("w-unsaved:watch-edits", () => { watched = true; }, { once: true });
  document.addEventListener("beforeinput", typedEarly, true);
  document.addEventListener("change", (event) => event.isTrusted && typedEarly(event), true);

  document.addEventListener("DOMContentLoaded", () => {
    const line = document.querySelector("[data-writing-line]");
    if (!line) return;
    desk.form().querySelector("footer .footer__container").append(line);
    line.hidden = false;
  });

  return desk;
})();
