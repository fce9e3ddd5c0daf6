/* Names underlined in the prose, doubtful ones amber: painted by the browser, so that nothing in the editor changes. */
window.standfirstMarking = (() => {
  const NAMED = "named";
  const DOUBTFUL = "doubtful";
  const painted = { sure: NAMED, accepted: NAMED, doubtful: DOUBTFUL };

  const rangeOf = (signs, start, end) => {
    const placed = signs.slice(start, end).filter((it) => it?.node);
    if (!placed.length) return null;
    const range = document.createRange();
    range.setStart(placed[0].node, placed[0].start);
    range.setEnd(placed[placed.length - 1].node, placed[placed.length - 1].end);
    return range;
  };

  /** `places` as the server gave them for these sections. Where the browser cannot, the list alone shows it. */
  const mark = (places, sections) => {
    if (!window.CSS?.highlights) return;
    const found = { [NAMED]: [], [DOUBTFUL]: [] };
    const signsOf = new Map(sections.map(({ id, signs }) => [id, signs]));
    for (const { section, start, end, state } of places) {
      const range = painted[state] && rangeOf(signsOf.get(section) ?? [], start, end);
      if (range) found[painted[state]].push(range);
    }
    for (const [name, ranges] of Object.entries(found)) {
      CSS.highlights.set(name, new Highlight(...ranges));
    }
  };

  return { mark };
})();
