"""From a story's prose to statements its editor has accepted: proposed, looked at, confirmed. Nothing is recorded here."""
