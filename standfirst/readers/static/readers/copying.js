"use strict";

// A button that copies a field's text, where the browser lets pages copy.
for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) {
    break;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
    button.textContent = button.dataset.done;
  });
}
