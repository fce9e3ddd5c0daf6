"""What the publication publishes, and what it keeps of it."""

from standfirst.stories.models.author import Author as Author
from standfirst.stories.models.author import StoryAuthor as StoryAuthor
from standfirst.stories.models.broken import BrokenLink as BrokenLink
from standfirst.stories.models.broken import LinkCheck as LinkCheck
from standfirst.stories.models.drawn import DrawnPicture as DrawnPicture
from standfirst.stories.models.gated import GatedPage as GatedPage
from standfirst.stories.models.held import HeldPage as HeldPage
from standfirst.stories.models.house import HouseLabel as HouseLabel
from standfirst.stories.models.house import HouseStyle as HouseStyle
from standfirst.stories.models.note import NoteKind as NoteKind
from standfirst.stories.models.note import StoryNote as StoryNote
from standfirst.stories.models.pages import DeskPage as DeskPage
from standfirst.stories.models.pages import FrontLead as FrontLead
from standfirst.stories.models.pages import FrontPage as FrontPage
from standfirst.stories.models.pages import Outline as Outline
from standfirst.stories.models.pages import StoryPage as StoryPage
from standfirst.stories.models.pages import StorySource as StorySource
from standfirst.stories.models.plain import PlainPage as PlainPage
from standfirst.stories.models.storyline import StorylinePage as StorylinePage
from standfirst.stories.models.uses import DocumentUse as DocumentUse
from standfirst.stories.models.uses import ImageUse as ImageUse
from standfirst.stories.models.version import StoryVersion as StoryVersion
from standfirst.stories.models.withdrawn import Withdrawn as Withdrawn
from standfirst.stories.vocabulary import KnownWord as KnownWord
from standfirst.stories.vocabulary import WordKey as WordKey
from standfirst.stories.words import StoryWords as StoryWords
