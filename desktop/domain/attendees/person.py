"""A person, as all programmes of one store know them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from desktop.domain.attendees.names import join_name, split_name


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name in one or two scripts and what a desk may need to know.

    `first_name`, `last_name` and `full_name` are the name as given, in whatever script;
    `full_name` is empty where it only repeats the other two. The Hebrew fields hold the
    second script where the guest list has both. `photo` is the SHA-256 of a stored picture.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    full_name: str = ""
    first_name_hebrew: str = ""
    last_name_hebrew: str = ""
    full_name_hebrew: str = ""
    email: str = ""
    phone: str = ""
    organization: str = ""
    title: str = ""
    country: str = ""
    community: str = ""
    diet: str = ""
    needs: str = ""
    nickname: str = ""
    photo: str = ""

    @property
    def name(self) -> str:
        """The name in the largest type."""
        return self.full_name or join_name(self.first_name, self.last_name) or self.hebrew_name

    @property
    def hebrew_name(self) -> str:
        """The name in Hebrew letters, or nothing where the guest list has none."""
        return self.full_name_hebrew or join_name(self.first_name_hebrew, self.last_name_hebrew)

    @property
    def second_name(self) -> str:
        """The name in the other script, or nothing where it would repeat the first."""
        return self.hebrew_name if self.hebrew_name != self.name else ""

    @property
    def given_and_family(self) -> tuple[str, str]:
        """The two parts of the name for a badge, parted from the full name if need be."""
        if self.first_name:
            return self.first_name, self.last_name
        return split_name(self.name)


PERSON_FIELDS = tuple(field.name for field in fields(Person) if field.name != "id")
# What a guest list can say of a person; a photo comes as a file of its own.
GUEST_FIELDS = tuple(name for name in PERSON_FIELDS if name != "photo")
