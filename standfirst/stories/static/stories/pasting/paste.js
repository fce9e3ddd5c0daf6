/* The area a brief is pasted into. What the clipboard holds goes to the server; its answer fills the form. */
(() => {
  const filling = window.standfirstFilling;
  // Pictures that came along as text, by far the largest part of a paste, and no story keeps them.
  const PICTURES = /\b(src|srcset)=(["'])data:[^"']*\2/gi;

  class PasteController extends window.StimulusModule.Controller {
    static targets = ["text", "answer", "said", "doubts", "fill", "replace", "undo"];

    static values = { url: String, open: Boolean, fresh: Boolean };

    connect() {
      this.words = JSON.parse(document.getElementById("paste-words").textContent);
      this.markdown = null; // known once the server has written the text itself
      this.last = null;
      if (this.openValue) setTimeout(() => this.textTarget.focus());
    }

    /** Into an empty area, or over all of it; anything else edits the text. */
    paste(event) {
      const area = this.textTarget;
      if (area.selectionStart > 0 || area.selectionEnd < area.value.length) return;
      event.preventDefault();
      area.value = event.clipboardData.getData("text/plain");
      this.markdown = null;
      this.read(event.clipboardData.getData("text/html").replace(PICTURES, "$1=$2$2"));
    }

    edited() {
      if (!this.textTarget.value.trim()) this.markdown = null;
      this.fillTarget.hidden = !this.textTarget.value.trim();
    }

    fill() {
      this.read("");
    }

    replace() {
      this.back();
      this.put(this.last.answer, true);
    }

    undo() {
      if (filling.print() !== this.last.print && !window.confirm(this.words.changed)) return;
      this.back();
      this.last = null;
      this.tell([this.words.undone], []);
      this.edited();
    }

    async read(html) {
      const area = this.textTarget;
      area.setAttribute("aria-busy", "true");
      this.tell([this.words.reading], []);
      const answer = await this.ask({ html, text: area.value, markdown: this.markdown });
      area.removeAttribute("aria-busy");
      if (answer.text !== undefined) {
        area.value = answer.text;
        this.markdown = answer.markdown;
      }
      if (answer.refusal) this.refuse(answer);
      else this.take(answer);
    }

    async ask(paste) {
      const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
      try {
        const response = await fetch(this.urlValue, {
          method: "POST",
          headers: { "Content-Type": "application/json", [CSRF_HEADER_NAME]: CSRF_TOKEN },
          body: JSON.stringify(paste),
        });
        return await response.json();
      } catch {
        return { refusal: { line: 0, says: this.words.lost } };
      }
    }

    refuse({ refusal, leftOut }) {
      this.tell([refusal.says, leftOut], [], "refusal");
      this.edited();
      const area = this.textTarget;
      const lines = area.value.split("\n");
      if (refusal.line < 1 || refusal.line > lines.length) return;
      const start = lines.slice(0, refusal.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
      area.focus();
      area.setSelectionRange(start, start + lines[refusal.line - 1].length);
    }

    /** Read again, a brief takes the place of what it filled before. */
    take(answer) {
      const unchanged = this.last && filling.print() === this.last.print;
      if (unchanged || (this.last && window.confirm(this.words.changed))) this.back();
      else this.last = null;
      this.put(answer, false);
    }

    put(answer, replace) {
      const before = this.last?.before ?? filling.remember();
      const told = filling.fill(answer.fill, before, { replace, fresh: this.freshValue });
      this.last = { answer, before, print: filling.print() };
      const kept = told.kept.map((name) => this.words.names[name]);
      this.tell(
        [
          this.line(this.words.filled, this.filled(told)) || this.words.nothing,
          this.line(this.words.kept, kept),
          answer.leftOut,
          answer.notFilled,
        ],
        answer.doubts,
      );
      this.replaceTarget.hidden = !kept.length;
    }

    filled({ filled, sections, sources }) {
      return [
        ...filled.map((name) => this.words.names[name]),
        this.counted("section", sections),
        this.counted("source", sources),
      ].filter(Boolean);
    }

    counted(name, count) {
      const { names } = this.words;
      return count > 1 ? names[`${name}s`].replace("{count}", count) : count && names[name];
    }

    line(words, things) {
      return things.length ? words.replace("{things}", things.join(", ")) : "";
    }

    back() {
      filling.restore(this.last.before);
      this.last.before = filling.remember();
    }

    tell(lines, doubts, is = "") {
      const element = (tag) => (words) => {
        const made = document.createElement(tag);
        made.textContent = words;
        return made;
      };
      this.answerTarget.dataset.is = is;
      this.answerTarget.hidden = false;
      this.saidTarget.replaceChildren(...lines.filter(Boolean).map(element("p")));
      this.doubtsTarget.replaceChildren(...doubts.map((it) => element("li")(it.says)));
      this.doubtsTarget.hidden = !doubts.length;
      this.fillTarget.hidden = true;
      this.replaceTarget.hidden = true;
      this.undoTarget.hidden = !this.last;
    }
  }

  window.wagtail.app.register("sf-paste", PasteController);
})();
