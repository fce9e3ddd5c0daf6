"""Which images and documents the published stories' sections hold. Written at publish; read by the gate."""

from django.db import models


class ImageUse(models.Model):
    """`free`: at least one free section of the story holds it."""

    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="image_uses"
    )
    image = models.ForeignKey(
        "publication.PublicationImage", on_delete=models.CASCADE, related_name="uses"
    )
    free = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "image"], name="one_use_of_an_image")
        ]

    def __str__(self) -> str:
        return f"image {self.image_id} in story {self.story_id}"


class DocumentUse(models.Model):
    """`free`: at least one free section of the story links to it."""

    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="document_uses"
    )
    document = models.ForeignKey(
        "publication.PublicationDocument", on_delete=models.CASCADE, related_name="uses"
    )
    free = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "document"], name="one_use_of_a_document")
        ]

    def __str__(self) -> str:
        return f"document {self.document_id} in story {self.story_id}"
