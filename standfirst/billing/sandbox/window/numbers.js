// What is typed into the field: how it is written, whether it can be a card, and what to say where it cannot.

const BRANDS = [
  [/^4/, "Visa"],
  [/^(5[1-5]|2[2-7])/, "Mastercard"],
  [/^3[47]/, "American Express"],
  [/^(6011|64[4-9]|65)/, "Discover"],
  [/^3(0|6|8)/, "Diners Club"],
  [/^35/, "JCB"],
  [/^62/, "UnionPay"],
];

export const digits = (text) => text.normalize("NFKC").replace(/\D/g, "");

export const brandOf = (number) => BRANDS.find(([begins]) => begins.test(digits(number)))?.[1] ?? "";

const isAmex = (number) => brandOf(number) === "American Express";
const lengthOf = (number) => ({ "American Express": 15, "Diners Club": 14 })[brandOf(number)] ?? 16;

export const grouped = (text) => {
  const number = digits(text).slice(0, lengthOf(text));
  const groups = isAmex(number) ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/ : /^(\d{1,4})(\d{1,4})?(\d{1,4})?(\d{1,4})?/;
  return (groups.exec(number) ?? []).slice(1).filter(Boolean).join(" ");
};

/** "1231", "12/2031", "1 / 31": MM / YY. */
export const asExpiry = (text) => {
  const [, first, century] = /^\s*(\d{1,2})\s*\/\s*(?:20(?=\d))?(\d{0,2})/.exec(text.normalize("NFKC")) ?? [];
  let all = first && /\//.test(text) ? first.padStart(2, "0") + century : digits(text).slice(0, 4);
  if (/^[2-9]/.test(all)) all = `0${all}`;
  return all.length > 2 ? `${all.slice(0, 2)} / ${all.slice(2, 4)}` : all;
};

export const monthAndYear = (text) => {
  const [month, year] = text.split("/").map((it) => Number(digits(it)));
  return { month, year: 2000 + (year || 0) };
};

const luhn = (number) =>
  [...number].reverse().reduce((sum, it, place) => sum + (place % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][it] : Number(it)), 0) % 10 === 0;

export const wrongNumber = (text) => {
  const number = digits(text);
  if (number.length < lengthOf(number)) return ["incomplete_number", "Your card's number is incomplete."];
  return luhn(number) ? null : ["invalid_number", "Your card's number is invalid."];
};

export const wrongExpiry = (text, now = new Date()) => {
  const { month, year } = monthAndYear(text);
  if (digits(text).length < 4) return ["incomplete_expiry", "Your card's expiry date is incomplete."];
  if (month < 1 || month > 12) return ["invalid_expiry_month", "Your card's expiry month is invalid."];
  const past = year < now.getFullYear() || (year === now.getFullYear() && month < now.getMonth() + 1);
  return past ? ["invalid_expiry_year_past", "Your card's expiry date is in the past."] : null;
};

export const wrongCode = (text, number) =>
  digits(text).length < (isAmex(number) ? 4 : 3) ? ["incomplete_cvc", "Your card's security code is incomplete."] : null;

export const wrongIban = (text) => {
  const iban = text.replace(/\s/g, "").toUpperCase();
  if (iban.length < 15) return ["incomplete_iban", "Your IBAN is incomplete."];
  const turned = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (it) => it.charCodeAt(0) - 55);
  const left = [...turned].reduce((sum, it) => (sum * 10 + Number(it)) % 97, 0);
  return /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban) && left === 1 ? null : ["invalid_iban", "Your IBAN is invalid."];
};
