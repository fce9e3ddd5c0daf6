"""What the desk check can find."""

from enum import StrEnum


class Code(StrEnum):
    QUOTE_ALTERED = "quote_altered"
    QUOTE_WITHOUT_SPEAKER = "quote_without_speaker"
    QUOTE_WITHOUT_SOURCE = "quote_without_source"
    QUOTE_TURNED = "quote_turned"
    TRANSLATOR_MISSING = "translator_missing"
    FIGURE_WITHOUT_SOURCE = "figure_without_source"
    SUPERLATIVE_WITHOUT_SOURCE = "superlative_without_source"
    CLAIM_WITHOUT_SOURCE = "claim_without_source"
    STANDFIRST_NOT_CARRIED = "standfirst_not_carried"
    PARTY_WITHOUT_LINE = "party_without_line"
    ACCUSED_WITHOUT_RESPONSE = "accused_without_response"
    OFFICE_NOT_HELD = "office_not_held"
    STATEMENT_NOT_IN_TEXT = "statement_not_in_text"
    WORDS_THAT_ROT = "words_that_rot"
    QUOTE_OF_A_STATE = "quote_of_a_state"
    NO_COMMENT_UNDATED = "no_comment_undated"
    NO_COMMENT_AGED = "no_comment_aged"


STOPS = frozenset({Code.QUOTE_ALTERED, Code.QUOTE_WITHOUT_SPEAKER})
