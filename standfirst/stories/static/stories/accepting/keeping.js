/* What is accepted, in the form's hidden field: it is saved with the story, as everything in the form is. */
window.standfirstKeeping = (() => {
  const field = () => document.getElementById("id_accepted");
  let changes = 0;

  const rows = () => {
    try {
      return JSON.parse(field().value);
    } catch {
      return [];
    }
  };

  const put = (kept) => {
    field().value = JSON.stringify(kept);
    changes += 1;
    ["input", "change"].forEach((name) =>
      field().dispatchEvent(new Event(name, { bubbles: true })),
    );
  };

  /** Gives back how to undo it. */
  const change = (made) => {
    const before = field().value;
    put(made(rows()));
    return () => put(JSON.parse(before || "[]"));
  };

  return {
    rows,
    put,
    add: (added) => change((kept) => [...kept, ...added]),
    takeBack: (id) => change((kept) => kept.filter((row) => row.id !== id)),
    /** Grows with each change, so that an answer to an older question is known. */
    changes: () => changes,
  };
})();
