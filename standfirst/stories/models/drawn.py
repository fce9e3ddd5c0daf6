"""Pictures that were drawn for stories without one of their own, kept so that each is drawn once."""

from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import models, transaction

if TYPE_CHECKING:
    from standfirst.stories.models.pages import StoryPage


class DrawnPicture(models.Model):
    """The last version of a shape. The file of the one before goes when another is drawn."""

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="drawn")
    shape = models.CharField(max_length=8)
    version = models.CharField(max_length=12)
    file = models.FileField(upload_to="social")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "shape"], name="one_picture_of_a_shape")
        ]

    def __str__(self) -> str:
        return f"{self.shape} of story {self.story_id}"

    @classmethod
    def keep(cls, story: "StoryPage", shape: str, version: str, png: bytes) -> "DrawnPicture":
        """In the place of the one before. Of two that are drawn at once, the first stays."""
        with transaction.atomic():
            cls.objects.get_or_create(story=story, shape=shape)
            picture = cls.objects.select_for_update().get(story=story, shape=shape)
            if picture.version == version:
                return picture
            picture.forget_file()
            picture.version = version
            picture.file.save(f"{shape}.png", ContentFile(png))
        return picture

    def forget_file(self) -> None:
        """Once nothing tells of it any more."""
        if name := self.file.name:
            transaction.on_commit(partial(self.file.storage.delete, name))
