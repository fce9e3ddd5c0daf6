/* The list of who said what: asked for as one writes, shown again where it changed. */
window.standfirstAsking = (() => {
  const desk = window.standfirstDesk;
  const reading = window.standfirstReading;
  const marking = window.standfirstMarking;
  const keeping = window.standfirstKeeping;
  const PAUSE = 600; // milliseconds after the last key
  let config;
  let due;
  let asked = "";
  let running = 0;
  let places = []; // as last told: what the editor draws anew is marked anew

  const panel = () => document.getElementById("who-said-panel");
  const list = () => panel().querySelector("[data-who-said-list]");

  const sources = () => {
    const field = (number, name) => desk.form().elements[`sources-${number}-${name}`]?.value ?? "";
    const count = Number(desk.form().elements["sources-TOTAL_FORMS"]?.value ?? 0);
    return [...Array(count).keys()]
      .filter((number) => field(number, "DELETE") !== "1")
      .map((number) => ({
        url: field(number, "url"),
        publisher: field(number, "publisher"),
        title: field(number, "title"),
        date: field(number, "date"),
      }));
  };

  const question = (sections, named) => ({
    standfirst: document.getElementById("id_standfirst").value,
    sections: sections.map(({ id, label, paragraphs }) => ({ id, label, paragraphs })),
    sources: sources(),
    accepted: keeping.rows(),
    named,
  });

  const post = async (body) => {
    const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
    const response = await fetch(config.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", [CSRF_HEADER_NAME]: CSRF_TOKEN },
      body,
    });
    return response.json();
  };

  const show = (answer, sections) => {
    const focused = document.activeElement?.closest?.("[data-who-said-list] li")?.dataset.key;
    list().innerHTML = answer.html;
    if (focused) list().querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    places = answer.places;
    marking.mark(places, sections);
    if (answer.accepted) keeping.put(answer.accepted);
    linkDetails();
    document.dispatchEvent(new CustomEvent("who-said:shown"));
  };

  /** `named`: a name typed for the proposal with a key; the answer has the row that results. */
  const ask = async (named = null) => {
    const sections = reading.sections();
    const body = JSON.stringify(question(sections, named));
    if (!named && body === asked) return marking.mark(places, sections);
    const [mine, changes] = [(running += 1), keeping.changes()];
    asked = body;
    const answer = await post(body).catch(() => null);
    if (!answer) asked = "";
    if (!answer || answer.wrong) return say(answer?.wrong ?? config.strings.lost);
    say("");
    if (named) return answer.named;
    if (mine === running && changes === keeping.changes()) show(answer, reading.sections());
    return null;
  };

  /** A new story has an address of its own once it is saved. */
  const linkDetails = () => {
    const line = panel().querySelector("[data-who-said-plain]");
    const [, page] = window.location.pathname.match(/\/pages\/(\d+)\/edit\//) ?? [];
    if (!line.hidden || !page) return;
    line.querySelector("a").href = config.plain.replace("/0/", `/${page}/`);
    line.hidden = false;
  };

  const say = (words) => {
    const line = panel().querySelector("[data-who-said-status]");
    if (line.textContent !== words) line.textContent = words;
    return null;
  };

  const soon = (event) => {
    if (event?.target?.closest?.("#who-said-panel")) return;
    clearTimeout(due);
    due = setTimeout(ask, PAUSE, null);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const said = document.getElementById("who-said");
    if (!said) return;
    config = JSON.parse(said.textContent);
    ["input", "keyup", "drop", "paste", "cut", "change", "section:made", "w-block:ready"].forEach(
      (name) => document.addEventListener(name, soon),
    );
    document.addEventListener("w-autosave:success", () => setTimeout(linkDetails, PAUSE));
    soon();
  });

  return { ask, say, list, panel, strings: () => config?.strings };
})();
