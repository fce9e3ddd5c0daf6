"""What staff may do with one page, where that is less than their role's permissions say for all pages.

Who may not publish writes: their own stories, and what is not out. What has been out is kept, for the record
and for whoever follows a link: it is withdrawn, and only who may delete in bulk deletes it.
"""

from wagtail.models import PagePermissionTester

STORY = "stories.StoryPage"


class GatedPagePermissions(PagePermissionTester):
    @property
    def publishes(self) -> bool:
        return self.user.is_superuser or "publish" in self.permissions

    @property
    def owns(self) -> bool:
        return self.page.owner_id == self.user.pk

    @property
    def has_been_out(self) -> bool:
        return self.page.live or self.page.first_published_at is not None

    def can_add_subpage(self) -> bool:
        """Desks, storylines and plain pages are for whoever publishes; stories for all who write."""
        holds_stories = STORY in self.page.specific_class.subpage_types
        return super().can_add_subpage() and (self.publishes or holds_stories)

    def can_edit(self) -> bool:
        """A draft on somebody else's live story would go out, unseen, with its editor's next quick fix."""
        return super().can_edit() and (self.publishes or self.owns or not self.page.live)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not super().can_delete(ignore_bulk):
            return False
        if self.has_been_out:
            return self.user.is_superuser or "bulk_delete" in self.permissions
        return self.publishes or self.owns

    def can_move(self) -> bool:
        """To another desk, which loses nothing: as Wagtail has it, but with the rules above for editing."""
        return super().can_delete(ignore_bulk=True) and self.can_edit()
