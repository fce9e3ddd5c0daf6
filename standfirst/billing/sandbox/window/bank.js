// The bank's page: who asks, for how much, from which card; and two buttons. Escape refuses.
import { postJson, serve } from "./frame.js";
import { face } from "./looks.js";

const part = (id) => document.getElementById(id);
let secret;
let answered = false;

const busy = (is) => {
  for (const it of document.querySelectorAll("button")) it.disabled = is;
};

const answer = async (word, tell) => {
  if (answered) return;
  answered = true;
  busy(true);
  const { error } = await postJson("/bank/answer/", { client_secret: secret, answer: word });
  if (!error) return tell("answered", {});
  answered = false;
  busy(false);
  part("trouble").textContent = error.message;
};

const money = (amount, currency, locale) => {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
};

const show = ({ intent, error }, merchant) => {
  part("merchant").textContent = merchant;
  if (error) {
    part("trouble").textContent = error.message;
    return;
  }
  const { amount, currency, card } = intent;
  part("amount").textContent = amount === null ? "Nothing now; to keep the card for later payments" : money(amount, currency, navigator.language);
  part("card").textContent = card;
};

const answers = { refuse: () => refuse() };
let refuse = () => {};

serve(answers, async ({ clientSecret, direction, origin }, tell) => {
  secret = clientSecret;
  refuse = () => answer("refuse", tell);
  face(direction);
  part("approve").addEventListener("click", () => answer("approve", tell));
  part("refuse").addEventListener("click", refuse);
  addEventListener("keydown", ({ key }) => key === "Escape" && refuse());
  show(await postJson("/bank/look/", { client_secret: secret }), new URL(origin).host);
  part("question").focus();
});
