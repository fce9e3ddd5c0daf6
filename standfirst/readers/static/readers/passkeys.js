/* Passkeys on a page's forms. A form[data-passkey] is shown where the browser can; pressed, it asks the browser, puts the
   answer in its field, and is sent as any form is. Without this script the page has codes, as ever. */

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(plain, (char) => char.charCodeAt(0))
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

/* What the server says in text, as the browser wants it. */
function read(options) {
  const listed = (list) => (list ?? []).map((it) => ({ ...it, id: bytes(it.id) }))
  const { user } = options
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(user && { user: { ...user, id: bytes(user.id) }, excludeCredentials: listed(options.excludeCredentials) }),
  }
}

/* What the browser answers, as text. */
function written(credential) {
  const { response } = credential
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
  const said = parts.filter((name) => response[name]).map((name) => [name, text(response[name])])
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(said),
    clientExtensionResults: {},
  })
}

/* The question for options keeps its challenge in the session, and so does another form what it asks for: sent at
   once, one would undo the other. That form waits for the answer, but not for long. */
let asking

async function afterOptions(event) {
  if (!asking) return
  event.preventDefault()
  await Promise.race([asking.catch(() => {}), new Promise((go) => setTimeout(go, 2000))])
  asking = undefined
  event.target.requestSubmit(event.submitter)
}

async function options(form) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }
  asking = fetch(form.dataset.options, { method: "POST", headers })
  const answer = await asking.finally(() => (asking = undefined))
  if (answer.redirected) location.reload() // it has to be confirmed again who is here
  if (!answer.ok || answer.redirected) throw new Error(`options: ${answer.status}`)
  return { publicKey: read((await answer.json()).publicKey) }
}

let waiting // for a passkey chosen in the address field; one request can be open at a time

async function ask(form, more = {}) {
  const asked = { ...(await options(form)), ...more }
  const credential = await navigator.credentials[form.dataset.passkey](asked)
  form.elements.credential.value = written(credential)
  form.submit()
}

function tell(form, error) {
  const named = form.querySelector(`[data-because="${error.name}"]`)
  for (const line of form.querySelectorAll("[data-because]")) line.hidden = true
  ;(named ?? form.querySelector('[data-because="other"]')).hidden = false
}

async function press(event) {
  event.preventDefault()
  const form = event.currentTarget
  const button = form.querySelector("button")
  waiting?.abort()
  button.disabled = true
  try {
    await ask(form)
  } catch (error) {
    tell(form, error)
  }
  button.disabled = false
}

async function offerInField(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  waiting = new AbortController()
  try {
    await ask(form, { mediation: "conditional", signal: waiting.signal })
  } catch {
    // Nothing was asked for by hand: nothing to tell.
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form:not([data-passkey])")) form.addEventListener("submit", afterOptions)
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false
    form.addEventListener("submit", press)
    if ("autofill" in form.dataset) offerInField(form)
  }
  const can = document.querySelector("[data-can-passkeys]")
  if (can && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())) can.value = "can"
}
