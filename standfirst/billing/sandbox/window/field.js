// The card field. What is typed here goes to the sandbox and nowhere else; the page is told whether it is complete.
import { post, serve } from "./frame.js";
import { face, measure, wear } from "./looks.js";
import { asExpiry, brandOf, digits, grouped, monthAndYear, wrongCode, wrongExpiry, wrongIban, wrongNumber } from "./numbers.js";

const COUNTRIES = "AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IL IN IS IT JP LT LU LV MT MX NL NO NZ PL PT RO SE SI SK UA US ZA".split(" ");
const WALLET = { number: "4242424242424242", cvc: "424", exp_month: 12, exp_year: new Date().getFullYear() + 5 };
const CHECKS = {
  card: { number: (it) => wrongNumber(it), expiry: (it) => wrongExpiry(it), cvc: (it) => wrongCode(it, input("number").value) },
  sepa_debit: { iban: wrongIban },
  apple_pay: {},
  google_pay: {},
};

const form = document.getElementById("field");
const input = (name) => document.getElementById(name);
const way = () => form.elements.way.value;
const seen = (part) => !part.closest("[hidden]");

const say = (name, wrong) => {
  input(`${name}-error`).textContent = wrong ? wrong[1] : "";
  if (wrong) input(name).setAttribute("aria-invalid", "true");
  else input(name).removeAttribute("aria-invalid");
};

const wrongs = () => Object.entries(CHECKS[way()]).map(([name, check]) => [name, check(input(name).value)]);

const check = () => {
  const all = wrongs();
  for (const [name, wrong] of all) say(name, wrong);
  const first = all.find(([, wrong]) => wrong);
  if (!first) return { selectedPaymentMethod: way() };
  input(first[0]).focus();
  return { error: { type: "validation_error", code: first[1][0], message: first[1][1] } };
};

const details = () => ({
  name: seen(input("name")) ? input("name").value.trim() : "",
  address: { country: seen(input("country")) ? input("country").value : "" },
});

const paymentMethod = () => {
  if (way() === "sepa_debit") {
    const iban = input("iban").value.replace(/\s/g, "").toUpperCase();
    return { type: "sepa_debit", sepa_debit: { iban }, billing_details: { ...details(), name: details().name || "A. Reader", email: "reader@bank.example" } };
  }
  if (way() !== "card") {
    const holder = { name: "Wallet Holder", email: `holder@${way().replace("_", "-")}.example` };
    return { type: "card", card: { ...WALLET, wallet: { type: way() } }, billing_details: holder };
  }
  const { month, year } = monthAndYear(input("expiry").value);
  const card = { number: digits(input("number").value), cvc: digits(input("cvc").value), exp_month: month, exp_year: year };
  return { type: "card", card, billing_details: details() };
};

const merged = (ours, theirs = {}) => ({
  ...ours,
  ...theirs,
  billing_details: { ...ours.billing_details, ...theirs.billing_details },
});

/** Without an address to return to: the bank then asks in a frame of the page, and not in its place. */
const confirm = ({ key, clientSecret, kind, params }) => {
  const { payment_method, payment_method_data: theirs } = params;
  if (payment_method) return post(kind, clientSecret, "confirm", key, { payment_method });
  const checked = check();
  if (checked.error) return checked;
  return post(kind, clientSecret, "confirm", key, { payment_method_data: merged(paymentMethod(), theirs) });
};

/** Rewrites what was typed, and leaves the caret after the same digit. */
const rewrite = (part, write) => {
  const before = digits(part.value.slice(0, part.selectionStart)).length;
  const whole = part.selectionStart === part.value.length;
  part.value = write(part.value);
  if (whole) return;
  let at = 0;
  for (let counted = 0; at < part.value.length && counted < before; at += 1) counted += /\d/.test(part.value[at]);
  part.setSelectionRange(at, at);
};

const show = ({ defaultValues = {}, fields = {}, wallets = {} }) => {
  const given = defaultValues.billingDetails ?? {};
  if (given.name) input("name").value = given.name;
  if (given.address?.country) input("country").value = given.address.country;
  const asked = fields.billingDetails ?? {};
  for (const part of form.querySelectorAll("[data-detail]")) {
    const wanted = typeof asked === "string" ? asked : asked[part.dataset.detail];
    part.hidden = wanted === "never" || wanted?.country === "never";
  }
  form.querySelector("[data-for=apple_pay]").hidden = wallets.applePay === "never";
  form.querySelector("[data-for=google_pay]").hidden = wallets.googlePay === "never";
};

const fillCountries = (locale) => {
  const names = new Intl.DisplayNames([locale || "en"], { type: "region" });
  const options = COUNTRIES.map((code) => new Option(names.of(code), code));
  options.sort((a, b) => a.text.localeCompare(b.text, locale || "en"));
  input("country").append(...options);
  const here = new Intl.Locale(navigator.language).region;
  input("country").value = COUNTRIES.includes(here) ? here : "GB";
};

const listen = (tell) => {
  const changed = () => {
    const empty = ["number", "expiry", "cvc", "iban"].every((name) => !input(name).value);
    const complete = wrongs().every(([, wrong]) => !wrong);
    tell("change", { empty, complete, collapsed: false, value: { type: way() } });
  };
  input("number").addEventListener("input", ({ target }) => {
    rewrite(target, grouped);
    input("brand").textContent = brandOf(target.value);
  });
  input("expiry").addEventListener("input", ({ target, inputType }) => {
    if (!inputType?.startsWith("delete")) rewrite(target, asExpiry);
  });
  for (const name of ["number", "expiry", "cvc", "iban"]) {
    input(name).addEventListener("input", () => say(name, null));
    input(name).addEventListener("blur", () => {
      const wrong = input(name).value && CHECKS[way()][name]?.(input(name).value);
      say(name, wrong || null);
    });
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "way") return;
    for (const pane of form.querySelectorAll("[data-pane]")) pane.hidden = pane.dataset.pane !== way();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell("enter");
  });
  form.addEventListener("keydown", ({ key }) => key === "Escape" && tell("escape", {}));
  form.addEventListener("focusin", () => tell("focus", {}));
  form.addEventListener("focusout", ({ relatedTarget }) => relatedTarget || tell("blur", {}));
  measure(tell);
};

const answers = {
  check,
  confirm,
  appearance: wear,
  update: show,
  focus: () => form.querySelector(".pane:not([hidden]) input")?.focus(),
  blur: () => document.activeElement?.blur(),
  clear: () => form.reset(),
};

serve(answers, ({ appearance, locale, direction, ...options }, tell) => {
  wear(appearance);
  face(direction);
  fillCountries(locale);
  show(options);
  listen(tell);
  tell("ready", {});
});
