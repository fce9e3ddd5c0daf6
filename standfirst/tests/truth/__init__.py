"""Every kind of change, made by a process of its own while two others serve.

`site` is the publication with its processes; `hand` the process that makes changes; `kinds` what it can make, with
what readers are to see of it; `watching` has the readers.
"""
