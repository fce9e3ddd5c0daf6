"""The words of each finding."""

from django.utils.translation import gettext_noop as _

from .codes import Code

REASON: dict[Code, str] = {
    Code.QUOTE_ALTERED: _("The words “%(words)s” differ from the source we hold: %(source)s."),
    Code.QUOTE_WITHOUT_SPEAKER: _("Nobody is named as saying “%(words)s”."),
    Code.QUOTE_WITHOUT_SOURCE: _("“%(words)s” has no source."),
    Code.QUOTE_TURNED: _("What the quote leaves out or puts in turns its meaning: “%(turned)s”."),
    Code.TRANSLATOR_MISSING: _("“%(words)s” is translated, and the source names no translator."),
    Code.FIGURE_WITHOUT_SOURCE: _("The figure “%(words)s” has no source."),
    Code.SUPERLATIVE_WITHOUT_SOURCE: _("“%(words)s” is a superlative without a source."),
    Code.CLAIM_WITHOUT_SOURCE: _("“%(words)s” reports a claim, and no source shows it."),
    Code.STANDFIRST_NOT_CARRIED: _("The standfirst says “%(words)s”, and no section does."),
    Code.PARTY_WITHOUT_LINE: _("%(party)s is a party of this storyline and has no word here."),
    Code.ACCUSED_WITHOUT_RESPONSE: _("%(party)s is accused, and no line says how it answers."),
    Code.OFFICE_NOT_HELD: _(
        "%(person)s is called “%(office)s”; what we know of that day is: %(posts)s."
    ),
    Code.STATEMENT_NOT_IN_TEXT: _("The statement “%(words)s” no longer stands in its section."),
    Code.WORDS_THAT_ROT: _("“%(words)s” is true only today."),
    Code.QUOTE_OF_A_STATE: _("“%(words)s” is credited to %(state)s, and a state does not speak."),
    Code.NO_COMMENT_UNDATED: _("“%(words)s” does not say when we looked."),
    Code.NO_COMMENT_AGED: _("“%(words)s” was last looked at on %(date)s."),
}

MEND: dict[Code, str] = {
    Code.QUOTE_ALTERED: _("Print the source’s words, or take the marks off and paraphrase."),
    Code.QUOTE_WITHOUT_SPEAKER: _("Say who said it, with name and office, beside the quote."),
    Code.QUOTE_WITHOUT_SOURCE: _("Add the address where it can be read or heard."),
    Code.QUOTE_TURNED: _("Print the source’s words whole, or paraphrase."),
    Code.TRANSLATOR_MISSING: _("Say at the source who translated it."),
    Code.FIGURE_WITHOUT_SOURCE: _("Say whose figure it is, or add a source that has it."),
    Code.SUPERLATIVE_WITHOUT_SOURCE: _("Say who says so, add a source that has it, or drop it."),
    Code.CLAIM_WITHOUT_SOURCE: _("Add the source where it was said."),
    Code.STANDFIRST_NOT_CARRIED: _("Report it in a section, with who said so, or take it out."),
    Code.PARTY_WITHOUT_LINE: _(
        "Add its word, or a line that it had not commented and when you looked."
    ),
    Code.ACCUSED_WITHOUT_RESPONSE: _(
        "Ask, and add its answer, or that it gave none and when you asked."
    ),
    Code.OFFICE_NOT_HELD: _("Print the office held that day, or mend what the register has."),
    Code.STATEMENT_NOT_IN_TEXT: _("Confirm it anew from the text, or drop it."),
    Code.WORDS_THAT_ROT: _("Write the date or period instead."),
    Code.QUOTE_OF_A_STATE: _("Name the person or body that said it."),
    Code.NO_COMMENT_UNDATED: _("Add where you looked, the day and the hour."),
    Code.NO_COMMENT_AGED: _("Look again, and write down when."),
}
