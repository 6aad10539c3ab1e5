"""Links between entities: the foreign keys that hold them, set and cut (Part 1, section 11.4.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import String

from odata_service.edm.model import EntitySet, Model, NavigationProperty
from odata_service.errors import BadRequest, NotFound
from odata_service.requests.found import Columns, Row
from odata_service.requests.storing import Storing
from odata_service.sql.change import raw


@dataclass(frozen=True, slots=True, eq=False)
class Linking:
    """Links within one transaction."""

    model: Model
    storing: Storing
    root: str
    references: Mapping[str, str] = field(default_factory=dict)  # what `$id` stands for within a batch

    def target(self, url: str, navigation: NavigationProperty) -> Row:
        """The entity that a reference of a navigation property names.

        Raises:
            BadRequest: it names none, or one of another set.
        """
        return self.named(url, self.model.set_of(navigation), about=navigation.name)

    def named(self, url: str, wanted: EntitySet, *, about: str, locked: bool = False) -> Row:
        """The entity of a set that a reference names.

        Raises:
            BadRequest: it names none, or one of another set; `about` is where it stands.
        """
        path = self.path(url)
        try:
            row = None if "://" in path else self.storing.row(path, locked=locked)
        except NotFound:
            row = None
        if row is None or wanted.type not in row.entity_set.type.line:
            raise BadRequest(f"There is no {wanted.type.name} '{path[:100]}'.", target=about)
        return row

    def path(self, url: str) -> str:
        """The path below the service root of an entity's URL, which may be a reference within a batch."""
        named, slash, rest = url.partition("/")
        if named.startswith("$") and named[1:] in self.references:
            return self.references[named[1:]] + slash + rest
        return url.removeprefix(self.root).lstrip("/")

    def columns(self, navigation: NavigationProperty, target: Row | None) -> Columns:
        """The columns that lead over a navigation to one to `target`, or nowhere.

        Raises:
            BadRequest: they must lead somewhere.
        """
        _linkable(navigation)
        if target is None:
            if any(not getattr(here, "nullable", True) for here, _ in navigation.join):
                raise BadRequest(f"'{navigation.name}' cannot be null.", target=navigation.name)
            return {here: None for here, _ in navigation.join}
        return {here: raw(self.storing.driver_value(target, there)) for here, there in navigation.join}

    def set(self, row: Row, navigation: NavigationProperty, target: Row | None) -> None:
        """Makes a navigation to one lead to `target`, or nowhere."""
        self.storing.update(row, self.columns(navigation, target))

    def owned(self, row: Row, navigation: NavigationProperty) -> Columns:
        """What the columns of the entities hold that a navigation to many leads to from `row`; of links it is none."""
        if navigation.link is not None:
            return {}
        _linkable(navigation)
        return {there: self.storing.driver_value(row, here) for here, there in navigation.join}

    def adopt(self, row: Row, navigation: NavigationProperty, child: Row) -> None:
        """Makes `child` one of the entities that a navigation to many leads to."""
        if navigation.link is not None:
            self.storing.link(row, navigation, child)
            return
        self.storing.update(
            child,
            {
                there: raw(value)
                for there, value in self.owned(row, navigation).items()
                if self.storing.driver_value(child, there) != value
            },
        )

    def disown(self, row: Row, navigation: NavigationProperty, child: Row) -> None:
        """Ends that.

        Raises:
            BadRequest: the child cannot be without.
        """
        if navigation.link is not None:
            self.storing.unlink(row, navigation, child)
            return
        if not self.separable(navigation):
            raise BadRequest(
                f"A {child.entity_set.type.name} cannot be without what it belongs to; delete it instead.",
                target=navigation.name,
            )
        self.storing.update(child, {there: None for _, there in navigation.join})

    def separable(self, navigation: NavigationProperty) -> bool:
        """Whether the entities that a navigation to many leads to can be without the one that they belong to."""
        return navigation.link is not None or all(getattr(there, "nullable", True) for _, there in navigation.join)

    def replace(self, row: Row, navigation: NavigationProperty, children: list[Row]) -> None:
        """Makes `children` all that a navigation to many leads to."""
        kept = {child.url for child in children}
        for child in self.children(row, navigation):
            if child.url not in kept:
                self.disown(row, navigation, child)
        for child in children:
            self.adopt(row, navigation, child)

    def children(self, row: Row, navigation: NavigationProperty) -> list[Row]:
        """The entities that a navigation to many leads to now."""
        return self.storing.rows(f"{row.typed_url}/{navigation.name}")


def _linkable(navigation: NavigationProperty) -> None:
    """Raises BadRequest where the two sides hold the same in different ways."""
    if any(isinstance(here.type, String) is not isinstance(there.type, String) for here, there in navigation.join):
        raise BadRequest(
            f"'{navigation.name}' cannot be written; write the properties that it follows.", target=navigation.name
        )
