class Refused(ValueError):
    """Asked for what cannot be: `field` names what of the address is wrong, and the text says how."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field, self.text = field, text
