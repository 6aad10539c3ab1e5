"""The rows of one range and what is fetched of them: `$filter`, `$search`, `$select`, `$orderby`, bound."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.types import Enum as EnumColumn

from odata_service.edm.model import EntitySet
from odata_service.edm.properties import ComplexProperty, Property, StreamProperty
from odata_service.edm.types import DOUBLE, SINGLE
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import (
    Bound,
    Member,
    Output,
    Read,
    Shape,
    Sort,
)
from odata_service.query.casts import cast_named, is_wider, without_property
from odata_service.query.clauses import computed, conditions, sort_of, total_order
from odata_service.query.expand import bind_expands, fetching
from odata_service.query.kinds import all_names, with_kinds, with_parts
from odata_service.query.parts import selected_parts
from odata_service.query.scope import Scope
from odata_service.url import ast

MEDIA_TYPE = "@odata.mediaContentType"
MOST_TERMS = 16  # of an order by whose last values a page can start


def bind_rows(
    shape: Shape, where: Sequence[Bound], options: ast.Options, scope: Scope,
    item: Property | ComplexProperty | StreamProperty | None = None,
    given: Sequence[Sort] = (),
) -> Read:  # fmt: skip
    """The read of the rows of `scope.this` that meet `where` and the options.

    `item` is the property where the shape is that of one, `given` the order where `$orderby` says none.

    Raises:
        BadRequest: an option names something that does not exist, or does not fit.
    """
    row = scope.this
    scope = replace(scope, computed={**scope.computed, **computed(options.compute, scope)})
    parts = item if isinstance(item, ComplexProperty) else None
    selected = (
        _selected(options.select, scope) if parts is None
        else selected_parts(options.select, parts.name, parts.type, parts.parts, scope.model)
    )  # fmt: skip
    order = _order(options, shape, scope, given)
    expands = bind_expands(options.expand, scope, bind_rows) if shape in (Shape.COLLECTION, Shape.ENTITY) else ()
    read = Read(
        shape=shape,
        range=row,
        where=(*where, *conditions(options, scope)),
        outputs=_outputs(scope, _names(shape, scope, item, selected), order),
        order=order,
        skipped=options.skip is not None,
        property=item,
        selected=selected,
        expands=expands,
        etag=_etag(shape, scope),
    )
    if parts is not None:
        read = replace(read, outputs=_parts_of(read, parts))
    read = replace(read, outputs=(*_media(read), *read.outputs)) if isinstance(item, StreamProperty) else _told(read)
    read = with_kinds(read, scope)
    needed = [Member(row, item) for item in read.etag]
    return fetching(read, [*needed, *(member for expand in expands for member in expand.here)])


def _parts_of(read: Read, whole: ComplexProperty) -> tuple[Output, ...]:
    """What is fetched of a complex property: all that it consists of, because it is null where all of that is, under
    names what is selected, which comes first."""
    chosen = None if read.selected is None or "*" in read.selected else {f"{whole.name}/{one}" for one in read.selected}
    named = [output for output in read.outputs if chosen is None or output.name is None or output.name in chosen]
    others = [replace(output, name=None) for output in read.outputs if output not in named]
    shown = [output for output in named if output.name is not None]
    return (*shown, *others, *named[len(shown) :])


def _media(read: Read) -> list[Output]:
    """What is fetched of a stream: its bytes, then their media type."""
    stream = read.property
    assert isinstance(stream, StreamProperty)
    items = [stream.content] if stream.kind is None else [stream.content, stream.kind]
    return [Output(Member(read.range, item), None) for item in items]


def _told(read: Read) -> Read:
    """The read with the media types of the streams that are selected, which entities tell (JSON Format, section
    4.6.13)."""
    own = read.range.entity_set.type
    streams = [*own.streams.values(), *([] if own.media is None else [own.media])]
    if read.selected is not None and "*" not in read.selected:
        streams = [stream for stream in streams if stream.name in read.selected]
    if not streams or read.shape not in (Shape.COLLECTION, Shape.ENTITY):
        return read
    written = [output for output in read.outputs if output.name is not None]
    told = [
        Output(Member(read.range, stream.kind), f"{stream.name.removeprefix('$value')}{MEDIA_TYPE}")
        for stream in streams if stream.kind is not None
    ]  # fmt: skip
    return replace(read, outputs=(*written, *told, *read.outputs[len(written) :]))


def _etag(shape: Shape, scope: Scope) -> tuple[Property, ...]:
    """In lists a declared version tells, and all columns with full metadata and where changes need ETags: it costs
    much to fetch them."""
    entity_set = scope.this.entity_set
    if scope.etags or (shape is Shape.ENTITY and not scope.way):
        return entity_set.versioned if shape in (Shape.COLLECTION, Shape.ENTITY) else ()
    told = entity_set.version or entity_set.rules.if_match_required
    return entity_set.versioned if told and shape in (Shape.COLLECTION, Shape.ENTITY) else ()


def _selected(items: tuple[ast.SelectItem, ...] | None, scope: Scope) -> tuple[str, ...] | None:
    """The names of the selected properties, None for all. Those of navigation properties add nothing but links, `NS.*`
    adds nothing, and a star stays a star."""
    if not items:
        return None
    entity_set = scope.this.entity_set
    entity_type = entity_set.type
    every = {*entity_type.properties, *entity_type.complex, *entity_type.streams, *entity_type.navigation}
    every |= {*scope.computed}
    every.add("*")
    known = {f"{scope.model.namespace}.*", *every}
    operations = {*scope.model.operations, *(f"{scope.model.namespace}.{name}" for name in scope.model.operations)}
    known |= operations  # they add nothing, either
    names: dict[str, None] = {}
    for path in (path for item in items for path in _paths(item, entity_set, scope)):
        cast = cast_named(entity_set, path[0], scope.model) if len(path) > 1 else None
        if cast is not None and (is_wider(entity_set, cast) or path[1] in operations):
            path = path[1:]
        elif cast is not None:
            names[f"{cast.cast}/{_selected_of(cast, path[1:])}"] = None
            continue
        if path[0] in known and len(path) == 1:
            names[path[0] if path[0] in every else scope.model.qualified(path[0])] = None
        elif path[0] in entity_type.complex and "/".join(path) in known:
            names["/".join(path)] = None
        else:
            raise without_property(entity_set, "/".join(path), known, target="$select")
    return tuple(names)


def _selected_of(cast: EntitySet, path: list[str]) -> str:
    """What is selected of a derived type's entities."""
    own, name = cast.type, "/".join(path)
    if name in {*own.properties, *own.complex, *own.streams, *own.navigation}:
        return name
    raise without_property(cast, name, [*own.properties, *own.complex, *own.navigation], target="$select")


def _paths(item: ast.SelectItem, entity_set: EntitySet, scope: Scope) -> Iterator[list[str]]:
    """The paths that an item names: `Owner($select=City,Street)` is `Owner/City,Owner/Street`."""
    path = [part.identifier for part in item.path]
    if any(part.startswith("@") for part in path):
        raise NotImplementedByService("Annotations cannot be selected; there are none.", target="$select")
    if item.options is None:
        yield path
        return
    cast = cast_named(entity_set, path[0], scope.model) if len(path) > 1 else None
    if path[-1] not in (cast or entity_set).type.complex:
        raise BadRequest(
            f"'{path[-1]}' cannot have options in parentheses: in $select those belong to complex properties. Related "
            "entities are shaped by $expand.",
            target="$select",
        )
    if item.options.given != ("$select",) or item.options.select is None:
        raise NotImplementedByService(f"Within $select, '{path[-1]}' can have '$select' only.", target="$select")
    for inner in item.options.select:
        for parts in _paths(inner, entity_set, scope):
            yield path if parts == ["*"] else [*path, *parts]


def _order(options: ast.Options, shape: Shape, scope: Scope, given: Sequence[Sort]) -> tuple[Sort, ...]:
    """The order, made total by the key: pages must neither overlap nor leave gaps (Part 1, section 11.2.6.2)."""
    if shape not in (Shape.COLLECTION, Shape.REFERENCES):
        return ()
    row, entity_type = scope.this, scope.this.entity_set.type
    sorts = [sort_of(item, scope.at("$orderby")) for item in options.orderby] or list(given)
    if not sorts:
        for name, descending in row.entity_set.order_by:
            item = entity_type.properties[name]
            sorts.append(Sort(Member(row, item), descending, item.nullable))
    return total_order(sorts, row)


def _names(
    shape: Shape,
    scope: Scope,
    item: Property | ComplexProperty | StreamProperty | None,
    selected: tuple[str, ...] | None,
) -> Sequence[str]:
    """The properties that are written."""
    if isinstance(item, ComplexProperty):
        return item.members
    if isinstance(item, StreamProperty):
        return ()
    if item is not None:
        return (item.name,)
    if shape in (Shape.REFERENCE, Shape.REFERENCES, Shape.COUNT):
        return ()
    if scope.this.entity_set.types is not None:
        every = all_names(scope.this.entity_set, selected, scope)
        return [*every, *(one for one in scope.computed if selected is None or one in selected or "*" in selected)]
    items = scope.this.entity_set.type.properties
    known = {**items, **scope.computed}
    if selected is None or "*" in selected:
        return [name for name in known if name in (selected or ()) or name not in items or not items[name].on_request]
    return [name for name in with_parts(selected, scope.this.entity_set.type) if name in known]


def _outputs(scope: Scope, names: Sequence[str], order: Sequence[Sort]) -> tuple[Output, ...]:
    """What is fetched: the written properties under their names, then what the key and the page token need."""
    row, entity_type = scope.this, scope.this.entity_set.whole
    outputs = [
        Output(scope.computed[name] if name in scope.computed else Member(row, entity_type.properties[name]), name)
        for name in names
    ]
    fetched = set(names)
    calculated = {id(output.expression) for output in outputs}
    for item in entity_type.key_properties:
        if item.name not in fetched:
            outputs.append(Output(Member(row, item), None))
            fetched.add(item.name)
    for sort in order:
        own = isinstance(sort.expression, Member) and sort.expression.range is row
        if own and sort.expression.item.name in fetched:  # type: ignore[union-attr]  # own: it is a Member
            continue
        if id(sort.expression) not in calculated:
            outputs.append(Output(sort.expression, None))
            calculated.add(id(sort.expression))
    return tuple(outputs)


def keyset_possible(read: Read) -> bool:
    """Whether a page can start behind the last row's values; else it starts behind a number of rows.

    Floats are not equal to their own text in every database. Codes are sorted by what they stand for. MySQL sorts its
    enumerations by the place of their words and compares the words. The condition of many terms is nested deeper than
    SQLite reads.
    """
    return len(read.order) <= MOST_TERMS and not any(
        sort.expression.type in (SINGLE, DOUBLE) or _is_unordered(sort.expression) for sort in read.order
    )


def _is_unordered(expression: Bound) -> bool:
    """Whether a column holds something that is sorted otherwise than its values."""
    if not isinstance(expression, Member):
        return False
    own, code = expression.item.column.type, expression.item.code
    if code is not None and not code.ordered:
        return True
    return isinstance(own, EnumColumn) and bool(own.native_enum)
