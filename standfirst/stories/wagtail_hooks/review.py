"""How Wagtail compares what editors review."""

from wagtail.admin.compare import register_comparison_class
from wagtail.fields import StreamField

from standfirst.stories.comparing import SectionsComparison

register_comparison_class(StreamField, comparison_class=SectionsComparison)
