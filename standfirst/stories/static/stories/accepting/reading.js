/* A section's text as the server reads it, off the page, with the way back to where each sign stands. */
window.standfirstReading = (() => {
  const desk = window.standfirstDesk;
  const SPACE = /\s/u;
  const [OPENING, CLOSING] = [{ sign: "“" }, { sign: "”" }]; // as stories/section_text.py puts them
  const MARKS = '“”"«»„‟';

  const textNodes = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest("[data-text]")) nodes.push(walker.currentNode);
    }
    return nodes;
  };

  /** Their signs, each with its text node; white space in one, none at either end. A line break begins a paragraph. */
  const paragraphsIn = (block) => {
    const paragraphs = [[]];
    let gap = null;
    for (const node of textNodes(block)) {
      let at = 0;
      for (const sign of node.data) {
        const here = { sign, node, start: at, end: at + sign.length };
        at = here.end;
        const signs = paragraphs[paragraphs.length - 1];
        if (sign === "\n") {
          paragraphs.push([]);
          gap = null;
        } else if (SPACE.test(sign)) {
          gap ??= { ...here, sign: " " };
        } else {
          if (gap && signs.length) signs.push(gap);
          gap = null;
          signs.push(here);
        }
      }
    }
    const quoted = block.tagName === "BLOCKQUOTE";
    return paragraphs.filter((signs) => signs.length).map((signs) => ({ signs, quoted }));
  };

  /** What is set off as a quotation is in marks: each paragraph opens with one, the last ends with one. */
  const marked = ({ signs, quoted }, index, all) => {
    if (!quoted) return signs;
    const last = !all[index + 1]?.quoted;
    return [
      ...(MARKS.includes(signs[0].sign) ? [] : [OPENING]),
      ...signs,
      ...(last && !MARKS.includes(signs[signs.length - 1].sign) ? [CLOSING] : []),
    ];
  };

  const paragraphsOf = (row) =>
    [...row.querySelectorAll("[contenteditable=true] [data-block]")]
      .filter((block) => block.tagName !== "FIGURE")
      .flatMap(paragraphsIn)
      .map(marked);

  /** All sections of the form. `signs` stand at the server's offsets; between paragraphs are two without a place. */
  const sections = () =>
    (desk.stream()?.children ?? []).map((child) => {
      const paragraphs = paragraphsOf(child.element);
      return {
        id: child.id,
        label: child.element.querySelector("[data-contentpath=label] input")?.value ?? "",
        paragraphs: paragraphs.map((signs) => signs.map(({ sign }) => sign).join("")),
        signs: paragraphs.flatMap((signs, index) => (index ? [null, null, ...signs] : signs)),
      };
    });

  return { sections };
})();
