"""What staff and readers settle between them."""

from standfirst.office.models.act import StaffAct
from standfirst.office.models.case import CaseState, SupportCase, new_code
from standfirst.office.models.message import SupportMessage

__all__ = ["CaseState", "StaffAct", "SupportCase", "SupportMessage", "new_code"]
