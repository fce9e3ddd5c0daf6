/* A story's form filled in place from the server's answer, and set back as it was. */
window.standfirstFilling = (() => {
  const TEXTS = ["slug", "title", "standfirst", "byline", "storyline"]; // the address first: the headline would make one

  const named = (name) => document.querySelector(`[data-edit-form] [name="${name}"]`);
  const all = (name) => [...document.querySelectorAll(`[data-edit-form] [name="${name}"]`)];
  const stream = () => window.standfirstDesk.stream();

  /** As if it were typed: counts, the address and autosave listen. */
  const put = (field, value) => {
    if (!field || field.value === value) return;
    field.dispatchEvent(new Event("focus"));
    field.value = value;
    ["input", "change", "blur"].forEach((name) =>
      field.dispatchEvent(new Event(name, { bubbles: name !== "blur" })),
    );
  };

  const tick = (box, checked) => {
    if (box.checked === checked) return;
    box.checked = checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /** What is written in a section now; the value of its field lags behind by a quarter of a second. */
  const contentOf = (section) => window.standfirstDesk.editorState(section).getCurrentContent();

  /** A section of the house's skeleton has its label and no words yet. */
  const isEmpty = (section) =>
    contentOf(section)
      .getBlocksAsArray()
      .every((block) => block.getType() !== "atomic" && !block.getText().trim());

  const access = () => ({
    level: all("access_level").find((it) => it.checked)?.value,
    plans: all("access_plans").filter((it) => it.checked).map((it) => it.value),
  });

  const putAccess = ({ level, plans }) => {
    all("access_level").forEach((it) => tick(it, it.value === level));
    all("access_plans").forEach((it) => tick(it, plans.includes(it.value)));
  };

  const sourceForms = () => Number(named("sources-TOTAL_FORMS").value);

  const isSource = (number) => named(`sources-${number}-DELETE`)?.value !== "1";

  const sourceUrls = () =>
    [...Array(sourceForms()).keys()]
      .filter(isSource)
      .map((number) => named(`sources-${number}-url`).value);

  const addSource = (source) => {
    const number = sourceForms();
    document.getElementById("id_sources-ADD").click();
    Object.entries(source).forEach(([key, value]) => put(named(`sources-${number}-${key}`), value));
    return number;
  };

  const deleteSource = (number) =>
    document.getElementById(`id_sources-${number}-DELETE-button`)?.click();

  const texts = () => Object.fromEntries(TEXTS.map((name) => [name, named(name)?.value ?? ""]));

  /** All that a paste may change, as it is now; `sources` are those the paste adds. */
  const remember = () => ({
    texts: texts(),
    access: access(),
    sections: stream().getState(),
    sources: [],
  });

  const restore = (before) => {
    TEXTS.forEach((name) => put(named(name), before.texts[name]));
    putAccess(before.access);
    before.sources.filter(isSource).forEach(deleteSource);
    stream().setState(before.sections);
  };

  const printOf = (section) => {
    const { text, ...rest } = section.getValue().value;
    return [rest, window.DraftJS.convertToRaw(contentOf(section))];
  };

  /** To tell whether an editor changed anything since. The address follows the headline by itself. */
  const print = () =>
    JSON.stringify([
      { ...texts(), slug: "" },
      access(),
      stream().children.map(printOf),
      sourceUrls(),
    ]);

  const fillTexts = (fields, told, replace) =>
    TEXTS.filter((name) => fields[name] && named(name)).forEach((name) => {
      const field = named(name);
      if (field.value === fields[name]) return;
      if (field.value.trim() && !replace) {
        told.kept.push(name);
      } else {
        put(field, fields[name]);
        told.filled.push(name);
      }
    });

  const fillSections = (sections, told, replace) => {
    const blocks = stream();
    const going = blocks.children.filter((it) => replace || isEmpty(it));
    going.forEach((it) => blocks.deleteBlock(blocks.children.indexOf(it)));
    if (blocks.children.length) told.kept.push("ownSections");
    sections.forEach((it) => blocks.insert(it, blocks.children.length));
    told.sections = sections.length;
  };

  /** Who may read always stands on something: what nobody has chosen yet may be set. */
  const fillAccess = (wanted, told, { replace, fresh }) => {
    if (!wanted || JSON.stringify(wanted) === JSON.stringify(access())) return;
    const chosen = all("access_level").some((it) => it.checked !== it.defaultChecked);
    if ((chosen || !fresh) && !replace) {
      told.kept.push("access");
    } else {
      putAccess(wanted);
      told.filled.push("access");
    }
  };

  const fillSources = (sources, before) => {
    const there = sourceUrls();
    before.sources = sources.filter((it) => !there.includes(it.url)).map(addSource);
  };

  /** Puts what was pasted where nothing stands, or everywhere (`replace`); `fresh` is a new story's form. */
  const fill = (answer, before, { replace, fresh }) => {
    const told = { filled: [], kept: [], sections: 0, sources: 0 };
    fillTexts(answer.fields, told, replace);
    fillSections(answer.sections, told, replace);
    fillAccess(answer.access, told, { replace, fresh });
    fillSources(answer.sources, before);
    told.sources = before.sources.length;
    return told;
  };

  return { fill, print, remember, restore };
})();
