"""Paste a brief: HTML from a clipboard → the text of a brief → the story's own form.

`markup`, `left_out`, `styles`, `tables`, `word_lists`, `earlier_mails`, `addresses`, `flattening`, `outline` and
`reducing` are pure: no Django, no database.
"""
