// What the frames share: the port to the page that shows them, and the way to the sandbox.

/** Once begun: `answers[what](values)` for each thing the page asks; what is returned here tells the page of itself. */
export const serve = async (answers, begin) => {
  const told = new Promise((done) => {
    const hear = ({ source, data, ports, origin }) => {
      if (source !== window.parent || data?.sandbox !== "begin" || ports.length !== 1) return;
      removeEventListener("message", hear); // the first page to begin is the only one heard
      done({ ...data, port: ports[0], origin });
    };
    addEventListener("message", hear);
  });
  window.parent.postMessage("sandbox:here", "*"); // says nothing but that we are here
  const { port, ...first } = await told;
  const tell = (tells, value) => port.postMessage({ tells, value });
  port.onmessage = async ({ data: { asks, number, values } }) => {
    let answer;
    try {
      answer = await answers[asks](values ?? {});
    } catch (why) {
      answer = { error: { type: "api_error", message: String(why.message ?? why) } };
    }
    port.postMessage({ answers: number, answer: answer ?? {} });
  };
  await begin(first, tell);
};

/** {a: {b: 1}} as Stripe wants it: a[b]=1 */
const flat = (values, name = "") =>
  Object.entries(values).flatMap(([key, value]) => {
    const full = name ? `${name}[${key}]` : key;
    if (value === undefined || value === null || value === "") return [];
    return typeof value === "object" ? flat(value, full) : [[full, String(value)]];
  });

const ask = async (address, options) => {
  try {
    const answer = await fetch(new URL(address, location.origin), options);
    const found = await answer.json();
    return answer.ok ? { intent: found } : { error: found.error ?? { type: "api_error", message: `The sandbox answered ${answer.status}.` } };
  } catch {
    return {
      error: { type: "api_connection_error", message: "We couldn't reach our payment processor. Try again in a minute." },
    };
  }
};

const place = (kind, clientSecret) => `/v1/${kind}_intents/${clientSecret.split("_secret_")[0]}`;

const withKey = (key) => ({ Authorization: `Bearer ${key}` });

export const post = (kind, clientSecret, act, key, values) =>
  ask(`${place(kind, clientSecret)}/${act}`, {
    method: "POST",
    headers: withKey(key),
    body: new URLSearchParams(flat({ client_secret: clientSecret, ...values })),
  });

export const get = (kind, clientSecret, key) =>
  ask(`${place(kind, clientSecret)}?${new URLSearchParams({ client_secret: clientSecret })}`, { headers: withKey(key) });

/** To the sandbox's own pages. */
export const postForm = (address, values) => ask(address, { method: "POST", body: new URLSearchParams(values) });
