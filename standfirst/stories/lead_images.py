"""The image a brief names, as a file beside it ↔ an image of the publication."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail.images.fields import WagtailImageField
from wagtail.utils.file import hash_filelike

from standfirst.publication.models import PublicationImage
from standfirst.stories.briefs import BriefImage
from standfirst.stories.refusal import Refusal


@contextmanager
def lead_image(folder: Path | None, wanted: BriefImage | None) -> Iterator[PublicationImage | None]:
    """The image, with its alt text and credit. One that had to be made goes again if the body fails."""
    if wanted is None:
        yield None
        return
    with _opened(_path(folder, wanted), wanted) as file:
        known = _known(file, wanted)
        image = known or _made(file, wanted)
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
            f"a pasted brief cannot bring the image {wanted.path}",
            "Take the key image out and choose the image in the editor.",
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
            "Put the file there, or take the key image out.",
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


def _known(file: File, wanted: BriefImage) -> PublicationImage | None:  # type: ignore[type-arg]
    """Other words make another image: stories that use this one keep theirs."""
    found: PublicationImage | None = PublicationImage.objects.filter(
        file_hash=hash_filelike(file), description=wanted.alt, credit=wanted.credit
    ).first()
    return found


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
