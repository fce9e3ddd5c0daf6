"""Web processes and the worker, kept running: what `serve` and `demo` start, and `upgrade` replaces.

`start` and what it imports know the standard library alone. They read no settings, so that they outlive a version
whose settings cannot be read; `web` is what they start, with the whole site in it.
"""
