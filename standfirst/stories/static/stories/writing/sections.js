/* Sections split at the cursor and join with the one above: by button, and by key (keys.js). */
(() => {
  const desk = window.standfirstDesk;
  const SEQUENCES = window.wagtailStreamField.blocks;

  const isEmpty = (block) => block.getType() !== "atomic" && !block.getText().trim();

  /** Of these blocks a state of the same editor; without the empty ones at either end. */
  const stateOf = (editorState, blocks) => {
    const { ContentState, EditorState } = window.DraftJS;
    const kept = [...blocks];
    while (kept.length && isEmpty(kept[0])) kept.shift();
    while (kept.length && isEmpty(kept[kept.length - 1])) kept.pop();
    const content = kept.length
      ? ContentState.createFromBlockArray(kept)
      : ContentState.createFromText("");
    return EditorState.moveSelectionToEnd(
      EditorState.push(editorState, content, "remove-range"),
    );
  };

  const blocksOf = (editorState) => editorState.getCurrentContent().getBlocksAsArray();

  /** At the start of what is selected; null where nothing would stay above. */
  const cut = (editorState) => {
    const { EditorState } = window.DraftJS;
    const selected = editorState.getSelection();
    const key = selected.getStartKey();
    const offset = selected.getStartOffset();
    const cursor = selected.merge({
      anchorKey: key, anchorOffset: offset, focusKey: key, focusOffset: offset, isBackward: false,
    });
    const parts = window.draftail.splitState(EditorState.acceptSelection(editorState, cursor));
    const above = blocksOf(parts.stateBefore);
    if (above.every(isEmpty)) return null;
    return {
      above: stateOf(editorState, above),
      below: stateOf(editorState, blocksOf(parts.stateAfter)),
      isBelow: parts.shouldMoveCommentFn,
    };
  };

  /** Both texts in one. A duplicated section has the same keys as its original, and keys must differ. */
  const together = (upper, lower) => {
    const { genKey } = window.DraftJS;
    const above = blocksOf(stateOf(upper, blocksOf(upper)));
    const taken = new Set(above.map((block) => block.getKey()));
    const below = blocksOf(lower).map((block) =>
      taken.has(block.getKey()) ? block.set("key", genKey()) : block,
    );
    return stateOf(upper, [...above, ...below]);
  };

  /** Wagtail keeps comments by the path of the text they stand in. */
  const moveComments = (from, to, which) => {
    const app = window.comments?.commentApp;
    if (!app || !from || !to) return [];
    const onText = app.utils.selectCommentsForContentPathFactory(`${from}.text`);
    const moved = onText(app.store.getState()).filter(which);
    moved.forEach((comment) => app.updateContentPath(comment.localId, `${to}.text`));
    return moved.map((comment) => comment.localId);
  };

  /** The upper part keeps the section's id, label and settings; whether it is free holds for both. */
  const split = (index) => {
    const stream = desk.stream();
    const child = stream.children[index];
    const { strings } = desk.config();
    const state = child.getState().value;
    const parts = cut(state.text);
    if (!parts) {
      desk.focusText(child);
      return desk.say(strings.putCursor);
    }
    const value = { label: "", text: parts.below, free: state.free, outside_label: "" };
    const added = stream.insert(
      { type: child.type, id: crypto.randomUUID(), value }, index + 1, { focus: true },
    );
    child.block.setState({ text: parts.above });
    moveComments(child.getContentPath(), added.getContentPath(), parts.isBelow);
    return desk.say(strings.splitDone);
  };

  const saidOfJoining = (upper, lower) => {
    const { strings } = desk.config();
    const said = [
      lower.label ? desk.fill(strings.joinedLabel, { label: lower.label }) : strings.joined,
    ];
    if (upper.free !== lower.free) said.push(strings.joinedLocked);
    return said.join(" ");
  };

  /** Free only if both are: joining gives away no words that were locked. */
  const join = (index) => {
    const stream = desk.stream();
    const { strings } = desk.config();
    if (index < 1) return desk.say(strings.nothingAbove);
    const [above, child] = [stream.children[index - 1], stream.children[index]];
    const [upper, lower] = [above.getState().value, child.getState()];
    const label = upper.label || lower.value.label;
    above.block.setState({
      label,
      text: together(upper.text, lower.value.text),
      free: upper.free && lower.value.free,
    });
    const paths = [child.getContentPath(), above.getContentPath()];
    const moved = moveComments(...paths, () => true);
    stream.deleteBlock(index);
    desk.focusText(above);
    const undo = () => {
      const at = stream.children.indexOf(above);
      if (at < 0) return desk.say("");
      above.block.setState({ label: upper.label, text: upper.text, free: upper.free });
      const back = stream.insert(lower, at + 1, { focus: true });
      moveComments(above.getContentPath(), back.getContentPath(), (it) =>
        moved.includes(it.localId),
      );
      return desk.say(strings.undone);
    };
    const gone = label === lower.value.label ? { ...lower.value, label: "" } : lower.value;
    return desk.say(saidOfJoining(upper, gone), undo);
  };

  const button = (name, icon, act) => {
    const made = document.createElement("button");
    const title = desk.config().strings[name];
    Object.assign(made, { type: "button", className: "button button--icon text-replace white", title });
    made.dataset.writing = name;
    made.setAttribute("aria-label", title);
    made.innerHTML = `<svg class="icon icon-${icon}" aria-hidden="true"><use href="#icon-${icon}"></use></svg>`;
    made.addEventListener("click", () => act(desk.indexOf(made)));
    return made;
  };

  class SectionDefinition extends SEQUENCES.StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const controls = placeholder.closest("[data-panel]").querySelector("[data-panel-controls]");
      const block = super.render(placeholder, prefix, initialState, initialError);
      const last = controls.querySelector("[data-streamfield-action=DELETE]");
      last.before(button("split", "cut", split), button("join", "collapse-up", join));
      block.container[0].dispatchEvent(new CustomEvent("section:made", { bubbles: true, detail: block }));
      return block;
    }
  }

  window.telepath.register("standfirst.stories.Section", SectionDefinition);
  Object.assign(desk, { split, join });
})();
