"""What the record adds to Wagtail's admin, a module for each process. Wagtail imports this package."""

from standfirst.record.wagtail_hooks import challenges as challenges
from standfirst.record.wagtail_hooks import looking as looking
from standfirst.record.wagtail_hooks import merging as merging
from standfirst.record.wagtail_hooks import register as register
