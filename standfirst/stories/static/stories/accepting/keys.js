/* Confirming: a button beside Publish, and keys. Alt + C goes to what nobody has looked at; then it confirms. */
(() => {
  const desk = window.standfirstDesk;
  const asking = window.standfirstAsking;
  const keeping = window.standfirstKeeping;
  const LOOK = 300; // milliseconds in view, to have been seen
  const seen = new Set();
  const waits = new Map();
  let button;
  let watcher;
  let cameFrom;

  const items = (...states) =>
    [...asking.list().querySelectorAll("li[data-key]")].filter((it) => states.includes(it.dataset.state));

  const unseen = () => items("sure", "doubtful").filter((it) => !seen.has(it.dataset.key));

  const nameIn = (item) => item.querySelector("input");

  const rowOf = (choice) => JSON.parse(choice.dataset.row);

  const put = (text) => {
    if (button.textContent !== text) button.textContent = text;
  };

  /** What the button would do next, in words. */
  const tell = () => {
    const strings = asking.strings();
    const [sure, doubtful, left] = [items("sure").length, items("doubtful").length, unseen().length];
    button.hidden = !sure && !doubtful;
    if (button.hidden) return;
    const [one, many] = sure ? ["confirmOne", "confirm"] : ["chooseOne", "choose"];
    const count = sure || doubtful;
    put(count === 1 ? strings[one] : desk.fill(strings[many], { count }));
    button.classList.toggle("who-said-waits", left > 0);
    button.title = left ? desk.fill(strings.look, { count: left }) : strings.ready;
  };

  const look = (item) => {
    seen.add(item.dataset.key);
    tell();
  };

  const watch = () => {
    watcher?.disconnect();
    watcher = new IntersectionObserver(
      (entries) => entries.forEach(({ target, isIntersecting }) => {
        clearTimeout(waits.get(target.dataset.key));
        if (isIntersecting) waits.set(target.dataset.key, setTimeout(look, LOOK, target));
      }),
      { threshold: 0.9, rootMargin: "-60px 0px -80px" }, // what Wagtail's own bars leave free
    );
    unseen().forEach((item) => watcher.observe(item));
    tell();
  };

  const goTo = (item) => {
    const here = document.activeElement;
    if (!asking.panel().contains(here) && here !== button) cameFrom = here;
    item.scrollIntoView({ block: "start" });
    item.focus({ preventScroll: true });
  };

  const goBack = () => {
    if (cameFrom?.isConnected) cameFrom.focus();
    else button.focus();
  };

  /** Done with one: on to the next that needs a choice, or back to where one wrote. */
  const goOn = () => {
    const [next] = items("doubtful");
    if (next) goTo(next);
    else goBack();
  };

  /** At once; the server's answer draws the list anew. */
  const keep = (decided, rows, words) => {
    const undo = keeping.add(rows);
    decided.forEach((item) => { item.dataset.state = "accepted"; });
    desk.say(words, () => {
      undo();
      desk.say(asking.strings().undone);
      asking.ask();
    });
    asking.ask();
    tell();
    goOn();
  };

  const confirm = () => {
    const sure = items("sure");
    const rows = sure.map((item) => rowOf(item.querySelector("[data-row]")));
    keep(sure, rows, desk.fill(asking.strings().confirmed, { count: rows.length }));
  };

  const next = () => {
    const [first] = unseen();
    if (first) return goTo(first);
    if (items("sure").length) return confirm();
    return goOn();
  };

  const isOpen = (item) => item.dataset.state !== "accepted";

  const choose = (item, choice) => {
    if (!isOpen(item)) return;
    keep([item], [rowOf(choice)], desk.fill(asking.strings().chosen, { name: choice.dataset.name }));
  };

  const setAside = (item) => {
    if (isOpen(item)) keep([item], [JSON.parse(item.dataset.aside)], asking.strings().aside);
  };

  const named = async (item) => {
    const field = nameIn(item);
    const name = field.value.trim();
    if (!name || field.readOnly) return;
    field.readOnly = true;
    const row = await asking.ask({ key: item.dataset.key, name });
    field.readOnly = false;
    if (row && isOpen(item)) keep([item], [row], desk.fill(asking.strings().chosen, { name }));
  };

  const clicked = ({ target }) => {
    const item = target.closest("[data-who-said-list] li");
    if (!item) return;
    const choice = target.closest("[data-row]");
    if (choice) choose(item, choice);
    else if (target.closest("[data-set-aside]")) setAside(item);
    else if (target.closest("[data-take-back]")) {
      keeping.takeBack(item.dataset.id);
      asking.ask();
    }
  };

  const inItem = (event, item) => {
    if (event.target === nameIn(item)) {
      if (event.key === "Enter") named(item);
      return event.key === "Enter";
    }
    const choice = item.querySelectorAll("[data-row]")[Number(event.key) - 1];
    if (choice) return choose(item, choice), true;
    if (event.key === "x" || event.key === "X") {
      if (item.querySelector("[data-set-aside]")) setAside(item);
      return true;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...asking.list().querySelectorAll("li")];
      const other = all[all.indexOf(item) + (event.key === "ArrowDown" ? 1 : -1)];
      if (other) goTo(other);
      return true;
    }
    // Any other letter begins a name.
    if (event.key.length === 1 && /\p{L}/u.test(event.key)) nameIn(item)?.focus();
    return false;
  };

  const publish = () => {
    const main = desk.form().querySelector("button[name=action-publish]");
    main?.click();
    return Boolean(main);
  };

  const pressed = (event) => {
    if (event.isComposing || event.repeat) return false;
    if (event.altKey) return event.code === "KeyC" && !event.ctrlKey && !button.hidden && (next(), true);
    const item = event.target.closest?.("[data-who-said-list] li");
    if (event.ctrlKey || event.metaKey) {
      return event.key === "Enter" && (item || event.target === button) && publish();
    }
    return Boolean(item) && inItem(event, item);
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!asking.strings()) return;
    button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-secondary who-said-confirm", hidden: true });
    button.setAttribute("aria-keyshortcuts", "Alt+C");
    button.addEventListener("click", next);
    const bar = desk.form().querySelector("footer .footer__container");
    bar.insertBefore(button, bar.querySelector("[data-writing-line]"));
    asking.panel().addEventListener("click", clicked);
    asking.panel().addEventListener("focusin", ({ target }) => {
      const item = target.closest("li[data-key]");
      if (item) look(item);
    });
    document.addEventListener("who-said:shown", watch);
    document.addEventListener("keydown", (event) => {
      if (!pressed(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
  });
})();
