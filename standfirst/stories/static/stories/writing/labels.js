/* The house's labels under an empty label; one with an ellipsis leaves it selected, to be typed over. */
(() => {
  const desk = window.standfirstDesk;
  const ELLIPSIS = "…";
  const LIST = "house-labels";

  const selectEllipsis = (input) => {
    const at = input.value.indexOf(ELLIPSIS);
    if (at >= 0) input.setSelectionRange(at, at + ELLIPSIS.length);
  };

  const choose = (input, label) => {
    input.value = label;
    input.focus();
    selectEllipsis(input);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (!label.includes(ELLIPSIS)) {
      desk.focusText(desk.stream().children[desk.indexOf(input)]);
    }
  };

  const offersFor = (input) => {
    const list = document.createElement("ul");
    list.className = "writing-offers";
    list.setAttribute("aria-label", desk.config().strings.offers);
    desk.config().labels.forEach((label) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: label });
      button.addEventListener("click", () => choose(input, label));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    });
    return list;
  };

  const makeDatalist = () => {
    const list = document.createElement("datalist");
    list.id = LIST;
    desk.config().labels.forEach((label) => list.append(new Option(label, label)));
    desk.form().append(list);
  };

  /** A label picked from the browser's own list comes all at once. */
  const picked = (event) =>
    !event.inputType || event.inputType === "insertReplacementText";

  document.addEventListener("section:made", ({ detail: block }) => {
    const input = block.childBlocks.label.element.querySelector("input");
    if (!document.getElementById(LIST)) makeDatalist();
    input.setAttribute("list", LIST);
    input.setAttribute("autocomplete", "off");
    const offers = offersFor(input);
    input.parentElement.append(offers);
    const show = () => { offers.hidden = Boolean(input.value); };
    show();
    block.showOffers = show;
    input.addEventListener("input", (event) => {
      show();
      if (picked(event) && desk.config().labels.includes(input.value)) selectEllipsis(input);
    });
    input.addEventListener("focus", () => {
      if (desk.config().labels.includes(input.value)) selectEllipsis(input);
    });
  });
})();
