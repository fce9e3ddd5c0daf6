"""The bank's window, as somebody answers it who has it before them."""

from playwright.sync_api import Page, expect


def ask_bank(page: Page, answer: str) -> None:
    """By keyboard, once it has the focus: a click may reach the frame before it stands where it is shown."""
    bank = page.frame_locator('iframe[title="Your bank\'s approval"]')
    expect(bank.get_by_role("heading")).to_be_focused()
    bank.get_by_role("button", name=answer).press("Enter")
