"""Whether all that a publication stands on is as it should be: one module a subject, each a few findings.

A subject's `look(now)` asks and says, with time limits of its own, and mends nothing. No finding holds a secret.
"""
