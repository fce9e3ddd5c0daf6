/* Counts and reading time, as one writes. They stand beside the fields; only what needs attention is said aloud. */
(() => {
  const desk = window.standfirstDesk;
  const PAUSE = 200; // milliseconds after the last key
  let due;

  const noteUnder = (id, role) => {
    const field = document.getElementById(id);
    const name = `${id}-${role}`;
    let note = document.getElementById(name);
    if (field && !note) {
      note = document.createElement("p");
      Object.assign(note, { id: name, className: "writing-note" });
      if (role === "hint") note.setAttribute("role", "status");
      field.closest("[data-field-input]").after(note);
    }
    return note;
  };

  /** Told only when it changes: a status that is written anew is read aloud anew. */
  const tell = (note, words) => {
    if (note && note.textContent !== words) note.textContent = words;
  };

  const countTitle = ({ strings }) => {
    const title = document.getElementById("id_title");
    tell(noteUnder("id_title", "count"),
      desk.fill(strings.characters, { count: [...title.value].length }));
  };

  const countStandfirst = ({ strings, longStandfirst }) => {
    const words = desk.words(document.getElementById("id_standfirst").value);
    tell(noteUnder("id_standfirst", "hint"),
      words > longStandfirst ? desk.fill(strings.long, { count: longStandfirst }) : "");
    tell(noteUnder("id_standfirst", "count"), desk.fill(strings.words, { count: words }));
    return words;
  };

  const markIn = (child, name) => {
    const controls = child.element.querySelector("[data-panel-controls]");
    let mark = controls.querySelector(`[data-writing-mark=${name}]`);
    if (!mark) {
      mark = document.createElement("span");
      mark.className = "writing-mark";
      mark.dataset.writingMark = name;
      controls.prepend(mark);
    }
    return mark;
  };

  const countSection = (child, index, { strings }) => {
    const words = desk.words(desk.editorState(child).getCurrentContent().getPlainText("\n"));
    tell(markIn(child, "words"), desk.fill(strings.words, { count: words }));
    const free = child.block.childBlocks.free.widget.getState();
    tell(markIn(child, "free"), free ? strings.free : "");
    child.element.querySelector("[data-writing=join]").disabled = index === 0;
    child.block.showOffers();
    return words;
  };

  const count = () => {
    const config = desk.config();
    const stream = desk.stream();
    if (!config || !stream) return;
    countTitle(config);
    const words = stream.children.reduce(
      (sum, child, index) => sum + countSection(child, index, config),
      countStandfirst(config),
    );
    const minutes = Math.max(1, Math.ceil(words / config.wordsAMinute));
    tell(document.querySelector("[data-writing-total]"),
      desk.fill(config.strings.total, { words, minutes }));
  };

  const soon = () => {
    clearTimeout(due);
    due = setTimeout(count, PAUSE);
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!desk.config()) return;
    ["input", "keyup", "click", "drop", "paste", "change", "section:made", "w-block:ready"].forEach(
      (name) => document.addEventListener(name, soon),
    );
    soon();
  });
})();
