"""What stories add to Wagtail's admin, a module for each process. Wagtail imports this package."""

from standfirst.stories.wagtail_hooks import accepting as accepting
from standfirst.stories.wagtail_hooks import addresses as addresses
from standfirst.stories.wagtail_hooks import authors as authors
from standfirst.stories.wagtail_hooks import choosing as choosing
from standfirst.stories.wagtail_hooks import home as home
from standfirst.stories.wagtail_hooks import images as images
from standfirst.stories.wagtail_hooks import paste as paste
from standfirst.stories.wagtail_hooks import placing as placing
from standfirst.stories.wagtail_hooks import review as review
from standfirst.stories.wagtail_hooks import storylines as storylines
from standfirst.stories.wagtail_hooks import times as times
from standfirst.stories.wagtail_hooks import writing as writing
