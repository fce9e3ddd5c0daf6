// Stands in for Stripe.js (docs.stripe.com/js): what our card pages call of it. Anything else is an error that says so.
// Everything about a card happens in frames of the sandbox's own; what comes back to the page is an intent or an error.
(() => {
  "use strict";
  const home = new URL(".", document.currentScript.src);
  const PATIENCE = 15_000; // milliseconds until a frame must have come up
  const TALLEST = 3_000; // pixels

  const wrong = (message) => Object.assign(new Error(`Stripe's sandbox: ${message}`), { name: "IntegrationError" });

  // No name passes unseen: a method or an option that is not here would do nothing, and look as if it did.
  const only = (given, known, where) => {
    if (given === null || typeof given !== "object") throw wrong(`${where} wants an object.`);
    for (const name of Object.keys(given)) {
      if (!known.includes(name)) {
        throw wrong(`${where} was given "${name}", which it does not know. It knows: ${known.join(", ")}.`);
      }
    }
    return given;
  };
  const strict = (object, name) =>
    new Proxy(object, {
      get(it, asked) {
        // What the language itself asks for, of anything: whether it is a promise, how it is written.
        if (typeof asked === "symbol" || asked in it || ["then", "toJSON"].includes(asked)) return it[asked];
        throw wrong(`${name}.${asked} is not here. What is: ${Object.keys(it).join(", ")}.`);
      },
    });
  const oneOf = (value, known, where) => {
    if (!known.includes(value)) throw wrong(`${where} is ${JSON.stringify(value)}; it must be ${known.join(" or ")}.`);
    return value;
  };

  // --- Frames: each is spoken with over a port of its own, given to our own origin alone ---------------------------
  class Frame {
    constructor(path, title, first) {
      this.element = document.createElement("iframe");
      Object.assign(this.element, { src: new URL(path, home).href, title });
      this.waiting = new Map();
      this.listeners = new Map();
      this.last = 0;
      this.begun = new Promise((done, failed) => this.begin(first, done, failed));
      this.begun.catch(() => this.tell("loaderror", { error: unreachable }));
    }

    begin(first, done, failed) {
      const hear = ({ source, origin, data }) => {
        if (source !== this.element.contentWindow || origin !== home.origin || data !== "sandbox:here") return;
        removeEventListener("message", hear);
        const { port1, port2 } = new MessageChannel();
        this.port = port1;
        port1.onmessage = (message) => this.hear(message.data);
        source.postMessage({ sandbox: "begin", ...first }, home.origin, [port2]);
        done();
      };
      addEventListener("message", hear);
      this.element.addEventListener("load", () => setTimeout(() => failed(wrong("a frame did not come up.")), PATIENCE), {
        once: true,
      });
    }

    hear({ answers, answer, tells, value }) {
      if (tells) return this.tell(tells, value);
      this.waiting.get(answers)?.(answer);
      this.waiting.delete(answers);
    }

    tell(name, value) {
      for (const it of this.listeners.get(name) ?? []) it(value);
    }

    on(name, listener) {
      this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
    }

    off(name, listener) {
      this.listeners.set(name, (this.listeners.get(name) ?? []).filter((it) => listener && it !== listener));
    }

    async ask(what, values) {
      try {
        await this.begun;
      } catch {
        return { error: unreachable };
      }
      this.last += 1;
      const number = this.last;
      return new Promise((done) => {
        this.waiting.set(number, done);
        this.port.postMessage({ asks: what, number, values });
      });
    }
  }

  const unreachable = { type: "api_connection_error", message: "We couldn't reach our payment processor. Try again in a minute." };

  const isTall = (tall) => Number.isFinite(tall) && tall >= 0 && tall < TALLEST;

  const invisible = (element) =>
    Object.assign(element.style, { position: "absolute", width: "1px", height: "1px", border: "0", opacity: "0", pointerEvents: "none" });

  // --- The card field ---------------------------------------------------------------------------------------------
  const VARIABLES = ["colorPrimary", "colorBackground", "colorText", "colorTextSecondary", "colorDanger", "borderRadius", "fontFamily", "fontSizeBase"];
  const HEARD = ["ready", "change", "focus", "blur", "escape", "loaderror", "loaderstart"];

  const appearanceOf = (given = {}) => {
    only(given, ["theme", "variables"], "appearance");
    return {
      theme: oneOf(given.theme ?? "stripe", ["stripe", "night", "flat"], "appearance.theme"),
      variables: { ...only(given.variables ?? {}, VARIABLES, "appearance.variables") },
    };
  };

  const fieldOptions = (given = {}) => {
    only(given, ["layout", "defaultValues", "fields", "wallets"], "the options of the payment element");
    const { defaultValues = {}, fields = {}, wallets = {}, layout = "tabs" } = given;
    oneOf(typeof layout === "string" ? layout : layout.type, ["auto", "tabs", "accordion"], "layout");
    only(defaultValues, ["billingDetails"], "defaultValues");
    only(defaultValues.billingDetails ?? {}, ["name", "email", "address"], "defaultValues.billingDetails");
    only(fields, ["billingDetails"], "fields");
    const asked = fields.billingDetails ?? {};
    if (typeof asked === "string") oneOf(asked, ["auto", "never"], "fields.billingDetails");
    else only(asked, ["name", "email", "address"], "fields.billingDetails");
    for (const it of Object.values(only(wallets, ["applePay", "googlePay", "link"], "wallets"))) oneOf(it, ["auto", "never"], "wallets");
    return { defaultValues, fields, wallets };
  };

  const paymentElement = (elements, given) => {
    const frame = new Frame("window/field.html", "Secure payment field", {
      appearance: elements.appearance,
      locale: elements.locale,
      direction: getComputedStyle(document.documentElement).direction,
      mode: elements.mode,
      ...fieldOptions(given),
    });
    Object.assign(frame.element.style, { border: "0", display: "block", width: "calc(100% + 8px)", margin: "-4px", height: "0", colorScheme: "normal" });
    frame.on("height", (tall) => {
      if (isTall(tall)) frame.element.style.height = `${Math.ceil(tall)}px`;
    });
    frame.on("enter", () => frame.element.closest("form")?.requestSubmit());
    elements.frame = frame;
    elements.element = strict(
      {
        mount(where) {
          const place = typeof where === "string" ? document.querySelector(where) : where;
          if (!(place instanceof Element)) throw wrong(`mount found no element at ${where}.`);
          place.replaceChildren(frame.element);
        },
        unmount: () => frame.element.remove(),
        destroy: () => {
          frame.element.remove();
          elements.element = elements.frame = null;
        },
        on: (name, listener) => frame.on(oneOf(name, HEARD, "an event"), (value) => listener({ elementType: "payment", ...value })),
        off: (name) => frame.off(oneOf(name, HEARD, "an event")),
        focus: () => frame.ask("focus"),
        blur: () => frame.ask("blur"),
        clear: () => frame.ask("clear"),
        update: (options) => frame.ask("update", fieldOptions(options)),
      },
      "the payment element",
    );
    return elements.element;
  };

  const makeElements = (given, locale) => {
    only(given, ["mode", "currency", "amount", "appearance", "clientSecret", "locale", "setupFutureUsage", "loader"], "stripe.elements");
    if (!given.clientSecret) {
      oneOf(given.mode, ["setup", "payment", "subscription"], "mode");
      if (!/^[a-z]{3}$/.test(given.currency ?? "")) throw wrong("currency wants three small letters, such as eur.");
      if (given.mode !== "setup" && !Number.isInteger(given.amount)) throw wrong("amount wants a whole number, in minor units.");
    }
    const elements = {
      ...given,
      appearance: appearanceOf(given.appearance),
      locale: given.locale ?? locale,
      submitted: Boolean(given.clientSecret),
    };
    const open = strict(
      {
        create(kind, options) {
          oneOf(kind, ["payment"], "the kind of element");
          if (elements.element) throw wrong("there is a payment element already; destroy it first.");
          return paymentElement(elements, options);
        },
        getElement: () => elements.element ?? null,
        update(changes) {
          only(changes, ["appearance", "amount", "currency", "locale", "mode"], "elements.update");
          const { appearance, ...rest } = changes;
          Object.assign(elements, rest, appearance ? { appearance: appearanceOf(appearance) } : {});
          elements.frame?.ask("appearance", elements.appearance);
        },
        async submit() {
          if (!elements.frame?.element.isConnected) throw wrong("elements.submit() wants a payment element that is mounted.");
          const answer = await elements.frame.ask("check");
          elements.submitted = !answer.error;
          return answer;
        },
        fetchUpdates: async () => ({}),
      },
      "elements",
    );
    known.set(open, elements);
    return open;
  };
  const known = new WeakMap();

  // --- The bank's page --------------------------------------------------------------------------------------------
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    dialog { padding: 0; border: 0; border-radius: 4px; inline-size: min(28rem, 100vw); max-inline-size: none; max-block-size: none;
      block-size: min(var(--tall, 26rem), 100dvh); background: Canvas; overflow: hidden; }
    dialog::backdrop { background: rgb(0 0 0 / 60%); }
    iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
    @media (max-width: 30rem) { dialog { border-radius: 0; } }`);

  const askBank = (key, clientSecret) =>
    new Promise((done) => {
      const host = document.createElement("div");
      const shadow = host.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      const dialog = document.createElement("dialog");
      const frame = new Frame("window/bank.html", "Your bank's approval", { key, clientSecret, direction: getComputedStyle(document.documentElement).direction });
      dialog.setAttribute("aria-label", "Your bank's approval");
      dialog.append(frame.element);
      shadow.append(dialog);
      document.body.append(host);
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault(); // Escape refuses, and the bank has to hear of it before the page goes on
        frame.ask("refuse");
      });
      const close = (answer) => {
        dialog.close();
        host.remove();
        done(answer);
      };
      frame.on("answered", close);
      frame.on("height", (tall) => isTall(tall) && dialog.style.setProperty("--tall", `${Math.ceil(tall)}px`));
      frame.on("loaderror", close);
      dialog.showModal();
    });

  // --- Intents ----------------------------------------------------------------------------------------------------
  const kindOf = (secret, wanted) => {
    const kind = { seti: "setup", pi: "payment" }[/^(seti|pi)_[^_].*_secret_./.exec(secret ?? "")?.[1]];
    if (!kind || (wanted && kind !== wanted)) throw wrong(`that is no client secret of a ${wanted ?? "setup or payment"} intent.`);
    return kind;
  };
  const named = (kind, intent) => ({ [`${kind}Intent`]: intent });

  const refusedByBank = (kind, intent) => ({
    error: {
      type: kind === "setup" ? "invalid_request_error" : "card_error",
      code: `${kind}_intent_authentication_failure`,
      message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
      [`${kind}_intent`]: intent,
    },
  });

  function Stripe(key, options = {}) {
    if (/^(pk|sk|rk)_live_/.test(key)) throw wrong("it never takes a live key. Use the publishable key pk_test_sandbox.");
    if (!/^pk_test_./.test(key ?? "")) throw wrong("it wants a publishable test key, which begins with pk_test_.");
    only(options, ["locale", "apiVersion", "stripeAccount", "betas"], "Stripe");
    const locale = options.locale ?? document.documentElement.lang ?? "en";
    const controller = new Frame("window/controller.html", "Secure connection to the payment processor", {});
    invisible(controller.element);
    controller.element.tabIndex = -1;
    controller.element.setAttribute("aria-hidden", "true");
    document.body.append(controller.element);

    const retrieve = async (kind, clientSecret) => {
      const { error, intent } = await controller.ask("retrieve", { key, clientSecret, kind });
      return error ? { error } : named(kind, intent);
    };

    const act = async (kind, intent, clientSecret) => {
      if (intent.next_action.type === "redirect_to_url") {
        location.assign(intent.next_action.redirect_to_url.url);
        return new Promise(() => {}); // the page is about to go
      }
      const answer = await askBank(key, clientSecret);
      if (answer.error) return answer;
      const now = await retrieve(kind, clientSecret);
      const after = now[`${kind}Intent`];
      const refused = after && ["requires_payment_method", "canceled"].includes(after.status);
      return refused ? refusedByBank(kind, after) : now;
    };

    const confirm = async (kind, given) => {
      const where = kind === "setup" ? "confirmSetup" : "confirmPayment";
      only(given, ["elements", "clientSecret", "confirmParams", "redirect"], where);
      const params = only(given.confirmParams ?? {}, ["return_url", "payment_method_data", "payment_method"], "confirmParams");
      const always = oneOf(given.redirect ?? "always", ["always", "if_required"], "redirect") === "always";
      if (always && !params.return_url) throw wrong(`${where} wants confirmParams.return_url.`);
      const elements = known.get(given.elements);
      if (!elements?.frame?.element.isConnected) throw wrong(`${where} wants elements with a payment element that is mounted.`);
      if (!elements.submitted) throw wrong(`elements.submit() must be called before ${where}.`);
      const clientSecret = given.clientSecret ?? elements.clientSecret;
      kindOf(clientSecret, kind);
      const { error, intent } = await elements.frame.ask("confirm", { key, clientSecret, kind, params });
      if (error) return { error };
      const done = intent.status === "requires_action" ? await act(kind, intent, clientSecret) : named(kind, intent);
      if (done.error || !always) return done;
      const back = new URL(params.return_url, location.href);
      back.searchParams.set(`${kind}_intent`, done[`${kind}Intent`].id);
      back.searchParams.set(`${kind}_intent_client_secret`, clientSecret);
      back.searchParams.set("redirect_status", done[`${kind}Intent`].status === "processing" ? "pending" : "succeeded");
      location.assign(back);
      return new Promise(() => {});
    };

    return strict(
      {
        elements: (given = {}) => makeElements(given, locale),
        confirmSetup: (given) => confirm("setup", given),
        confirmPayment: (given) => confirm("payment", given),
        retrieveSetupIntent: async (secret) => retrieve(kindOf(secret, "setup"), secret),
        retrievePaymentIntent: async (secret) => retrieve(kindOf(secret, "payment"), secret),
        async handleNextAction({ clientSecret, ...rest }) {
          only(rest, [], "handleNextAction");
          const kind = kindOf(clientSecret);
          const found = await retrieve(kind, clientSecret);
          const intent = found[`${kind}Intent`];
          if (found.error || intent.status !== "requires_action") {
            return found.error ? found : { error: { type: "invalid_request_error", message: "There is nothing to approve any more." } };
          }
          return act(kind, intent, clientSecret);
        },
      },
      "stripe",
    );
  }

  window.Stripe = Stripe;
})();
