"""Stripe's test numbers (docs.stripe.com/testing), and what each does, in the order one would try them."""

NUMBERS = {
    "4242424242424242": "Visa: pays.",
    "5555555555554444": "Mastercard: pays.",
    "378282246310005": "American Express: pays.",
    "4000002500003155": "Asks for the bank's approval when it is saved; pays without it after that.",
    "4000002760003184": "Asks for the bank's approval each time, renewals too.",
    "4000000000000341": "Can be saved; each payment after that is refused.",
    "4000000000009995": "Refused: not enough money in the account.",
    "4000000000000069": "Refused: the card has expired.",
    "4000000000000127": "Refused: the security code is wrong.",
    "4000000000009987": "Refused: reported lost. A reader is told no more than of any other refusal.",
    "4000000000009979": "Refused: reported stolen. A reader is told no more than of any other refusal.",
    "4000000000000002": "Refused, without a reason.",
    "4000000000000119": "Refused: an error while it was processed.",
    "4000008260003178": "Asks for the bank's approval, then refuses: not enough money.",
    "4000000000000259": "Pays, and is then disputed as fraudulent.",
}
ACCOUNTS = {
    "AT611904300234573201": "A bank debit: under way for some days, then paid.",
    "AT861904300235473202": "A bank debit: under way for some days, then refused.",
}


def spaced(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
