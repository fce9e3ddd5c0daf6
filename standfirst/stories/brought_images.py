"""The images a brief names, as files beside it ↔ images of the publication."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail.images.fields import WagtailImageField
from wagtail.utils.file import hash_filelike

from standfirst.publication.models import PublicationImage
from standfirst.stories.briefs import Brief, BriefImage, images_in
from standfirst.stories.refusal import Refusal
from standfirst.stories.sections import Images


@contextmanager
def brought_images(
    folder: Path | None, brief: Brief
) -> Iterator[tuple[PublicationImage | None, Images]]:
    """The lead image, and those of the sections. What had to be made goes again if the body fails."""
    with ExitStack() as made:
        lead = made.enter_context(_brought(folder, brief.image, "")) if brief.image else None
        inside = {
            said: made.enter_context(_brought(folder, said, said.path))
            for section in brief.sections
            for said in images_in(section.html)
        }
        yield lead, inside


@contextmanager
def _brought(folder: Path | None, wanted: BriefImage, words: str) -> Iterator[PublicationImage]:
    """`words`: where the text names it; "" if the front matter does."""
    try:
        path = _path(folder, wanted)
        with _opened(path, wanted) as file:
            known = _known(file, wanted, any_alt=bool(words))
            image = known or _made(file, wanted)
    except Refusal as refusal:
        raise Refusal(refusal.key, refusal.reason, refusal.remedy, words) from None
    try:
        yield image
    except BaseException:
        if known is None:  # its row goes with the transaction; the file knows of none
            image.file.storage.delete(image.file.name)
        raise


def _path(folder: Path | None, wanted: BriefImage) -> Path:
    if folder is None:
        raise Refusal(
            "image",
            f"there is no folder to take the image {wanted.path} from",
            "Take it out of the text and choose the image in the editor.",
        )
    root = folder.resolve()
    path = (root / wanted.path).resolve()
    if not path.is_relative_to(root):
        raise Refusal(
            "image",
            f"the image {wanted.path} leads out of the brief's folder",
            "Put the file itself beside the brief, or in a folder there.",
        )
    if not path.is_file():
        raise Refusal(
            "image",
            f"there is no image {wanted.path} beside the brief",
            "Put the file there, or take it out of the brief.",
        )
    return path


@contextmanager
def _opened(path: Path, wanted: BriefImage) -> Iterator[File]:  # type: ignore[type-arg]
    """The file, once it is known to be an image the publication takes."""
    try:
        with path.open("rb") as opened:
            yield WagtailImageField().clean(File(opened, name=path.name))
    except ValidationError as error:
        raise Refusal(
            "image",
            f"the image {wanted.path} cannot be used: {' '.join(error.messages).rstrip('.')}",
            "Save it anew as JPEG, PNG or WebP.",
        ) from None
    except OSError as error:
        raise Refusal(
            "image",
            f"the image {wanted.path} cannot be read ({error.strerror})",
            "Make the file one you may read.",
        ) from None


def _known(
    file: File,  # type: ignore[type-arg]
    wanted: BriefImage,
    *,
    any_alt: bool,
) -> PublicationImage | None:
    """Other words make another image: stories that use this one keep theirs. In a section, alt text is of the place."""
    same = PublicationImage.objects.filter(file_hash=hash_filelike(file), credit=wanted.credit)
    exactly: PublicationImage | None = same.filter(description=wanted.alt).first()
    return exactly or (same.first() if any_alt else None)


def _made(file: File, wanted: BriefImage) -> PublicationImage:  # type: ignore[type-arg]
    image = PublicationImage(
        title=Path(wanted.path).stem,
        description=wanted.alt,
        credit=wanted.credit,
        file=file,
        file_size=file.size,
        file_hash=hash_filelike(file),
    )
    image.save()
    return image
