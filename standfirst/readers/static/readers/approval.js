"use strict";

// Looks every few seconds whether the other device has answered, and then loads the page that says so.
{
  const EVERY = 3000;
  const address = document.currentScript.dataset.state;

  const look = async () => {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && (await answer.json()).state !== "waiting") {
        location.reload();
        return;
      }
    } catch {
      // Without a network for a moment: the next look tells.
    }
    setTimeout(look, EVERY);
  };

  setTimeout(look, EVERY);
}
