// The bank's page: who asks, for how much, from which card; and two buttons. Escape refuses. Mostly a frame of the page
// that asks; where a browser was sent here instead, it is sent back after.
import { postForm, serve } from "./frame.js";
import { face, measure } from "./looks.js";

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
  const { error, intent } = await postForm("/bank/answer/", { client_secret: secret, answer: word });
  if (!error) return tell("answered", { back: intent.back });
  answered = false;
  busy(false);
  part("trouble").textContent = error.message;
};

const money = (amount, currency, locale) => {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
};

const show = ({ intent, error }) => {
  if (error) {
    part("trouble").textContent = error.message;
    return;
  }
  const { amount, currency, card, merchant } = intent;
  part("merchant").textContent = merchant;
  part("amount").textContent = amount === null ? "Nothing now; to keep the card for later payments" : money(amount, currency, navigator.language);
  part("card").textContent = card;
};

let refuse = () => {};

const begin = async (tell) => {
  refuse = () => answer("refuse", tell);
  part("approve").addEventListener("click", () => answer("approve", tell));
  part("refuse").addEventListener("click", refuse);
  addEventListener("keydown", ({ key }) => key === "Escape" && refuse());
  show(await postForm("/bank/look/", { client_secret: secret }));
  part("question").focus();
};

if (window.parent === window) {
  secret = new URLSearchParams(location.search).get("secret") ?? "";
  begin((_, { back }) => back && location.replace(back));
} else {
  serve({ refuse: () => refuse() }, ({ clientSecret, direction }, tell) => {
    secret = clientSecret;
    face(direction);
    measure(tell);
    return begin(tell);
  });
}
