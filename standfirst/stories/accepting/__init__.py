"""From a story's prose to statements its editor has accepted: proposed, looked at, confirmed. It records nothing."""
