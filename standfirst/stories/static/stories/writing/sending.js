/* One at a time: what is sent while Wagtail saves a new story by itself would make a second story of it. */
(() => {
  const desk = window.standfirstDesk;
  let saving = false;
  let held = null; // what was sent meanwhile
  let sent = false;

  const isStory = ({ target }) => Boolean(desk.config()) && target === desk.form();

  const hold = (event) => {
    if (!saving || !isStory(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = event;
  };

  /** As it was pressed: Wagtail has disabled its button by now, and a disabled button is not sent. */
  const release = ({ submitter }) => {
    const disabled = submitter?.disabled;
    if (submitter) submitter.disabled = false;
    desk.form().requestSubmit(submitter);
    if (submitter) submitter.disabled = disabled;
  };

  const over = (event) => {
    if (!isStory(event)) return;
    saving = false;
    const waiting = held;
    held = null;
    if (waiting) release(waiting);
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (!isStory(event)) return;
    if (sent) event.preventDefault();
    else saving = true;
  });
  document.addEventListener("w-autosave:success", over);
  document.addEventListener("w-autosave:error", over);
  document.addEventListener("submit", hold, true);
  window.addEventListener("submit", (event) => { sent ||= isStory(event) && !event.defaultPrevented; });
  window.addEventListener("pageshow", () => { sent = false; });
})();
