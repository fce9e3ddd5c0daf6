"""Who keeps the record: settles challenges, and looks after what ages."""

KEEP = "record.change_challenge"
REGISTER = ("party", "person", "post", "tenure", "source")
EDIT_REGISTER = tuple(
    f"record.{action}_{name}" for name in REGISTER for action in ("add", "change", "delete")
)
