// Mounts Stripe's own field in the form, and has Stripe confirm what our server began. Card numbers stay in its frame.
// The button works once the field is there: before that, and without this script, it would do nothing of use.
const load = (source) =>
  new Promise((done, failed) => {
    if (window.Stripe) return done();
    const script = document.createElement("script");
    Object.assign(script, { src: source, onload: done, onerror: failed });
    document.head.append(script);
  });

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const words = (form, name) => form.querySelector(`[data-card-words=${name}]`).content.textContent.trim();

const saying = (form) => {
  const place = form.querySelector("[data-card-said]");
  const button = form.querySelector("[data-card-button]");
  return {
    busy: (is) => button.toggleAttribute("disabled", is),
    say: (text) => {
      const note = document.createElement("p");
      note.className = "note bad";
      note.textContent = text;
      place.replaceChildren(...(text ? [note] : []));
    },
  };
};

// What is wrong with a field of ours stands at that field; whatever else is said stands at the button.
const refuse = (form, errors, say) => {
  const rest = [];
  let first;
  for (const [name, lines] of Object.entries(errors)) {
    const input = form.elements[name];
    const field = input?.type === "hidden" ? null : input?.closest(".field");
    if (!field) {
      rest.push(...lines);
      continue;
    }
    const note = document.createElement("ul");
    note.className = "errorlist";
    note.id = `${input.id}_error`;
    note.append(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    field.classList.add("wrong");
    input.before(note);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", note.id);
    first ??= input;
  }
  say(rest.join(" "));
  first?.focus();
};

const forgive = (form) => {
  for (const field of form.querySelectorAll(".field.wrong")) {
    field.classList.remove("wrong");
    field.querySelectorAll(".errorlist").forEach((note) => note.remove());
    field.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  }
};

const begin = async (form) => {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  return answer.json();
};

const withCard = async (form) => {
  const { busy, say: write } = saying(form);
  const say = (text) => {
    write(text);
    busy(false);
  };
  const { script, key, currency, language, back } = form.dataset;
  await load(script);
  const stripe = window.Stripe(key, { locale: language });
  const elements = stripe.elements({
    mode: "setup",
    currency,
    appearance: {
      variables: {
        colorPrimary: colour("--accent"),
        colorBackground: colour("--paper"),
        colorText: colour("--ink"),
        colorDanger: colour("--bad"),
      },
    },
  });
  const field = elements.create("payment");
  field.on("ready", () => busy(false));
  field.on("loaderror", () => write(words(form, "unreachable")));
  field.mount(form.querySelector("[data-card-field]"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    write("");
    forgive(form);
    busy(true);
    try {
      const checked = await elements.submit();
      if (checked.error) return say(checked.error.message);
      const begun = await begin(form);
      if (begun.go) return location.assign(begun.go);
      if (begun.errors) return refuse(form, begun.errors, say);
      const address = new URL(begun.back ?? back, location.href);
      const { error, setupIntent } = await stripe.confirmSetup({
        elements,
        clientSecret: begun.client_secret,
        confirmParams: { return_url: address.href },
        redirect: "if_required",
      });
      if (error) return say(error.message);
      address.searchParams.set("setup_intent", setupIntent.id);
      location.assign(address);
    } catch {
      say(words(form, "unreachable"));
    }
  });
};

const withBank = async (part) => {
  const { busy, say } = saying(part);
  const { script, key, secret, back } = part.dataset;
  await load(script);
  const stripe = window.Stripe(key);
  part.querySelector("[data-card-button]").addEventListener("click", async () => {
    say("");
    busy(true);
    try {
      const { error } = await stripe.handleNextAction({ clientSecret: secret });
      if (!error) return location.assign(back);
      say(error.message);
    } catch {
      say(words(part, "unreachable"));
    }
    busy(false);
  });
  busy(false);
};

for (const form of document.querySelectorAll("[data-card]")) {
  withCard(form).catch(() => saying(form).say(words(form, "unreachable")));
}
for (const part of document.querySelectorAll("[data-approve]")) {
  withBank(part).catch(() => saying(part).say(words(part, "unreachable")));
}
