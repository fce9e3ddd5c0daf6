// Mounts the field as a card page would, and shows what comes of it.
const said = document.getElementById("said");
const found = document.getElementById("found");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const stripe = window.Stripe("pk_test_sandbox", { locale: "en" });
const elements = stripe.elements({
  mode: "setup",
  currency: "eur",
  appearance: {
    variables: {
      colorPrimary: colour("--mark"),
      colorBackground: colour("--paper"),
      colorText: colour("--ink"),
      colorDanger: colour("--bad"),
    },
  },
});
elements.create("payment").mount("#place");

const save = async () => {
  const { error: incomplete } = await elements.submit();
  if (incomplete) return { error: incomplete };
  const begun = await fetch("/try/begin/", { method: "POST" });
  const { client_secret: clientSecret } = await begun.json();
  return stripe.confirmSetup({ elements, clientSecret, confirmParams: { return_url: location.href }, redirect: "if_required" });
};

document.getElementById("try").addEventListener("submit", async (event) => {
  event.preventDefault();
  said.textContent = "";
  const { error, setupIntent } = await save();
  said.textContent = error ? error.message : `Saved: ${setupIntent.status}.`;
  found.hidden = false;
  found.textContent = JSON.stringify(error ?? setupIntent, null, 2);
});
