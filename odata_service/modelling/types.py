"""A column's SQL type -> the expression that makes it, as a person would write it, and what it needs imported."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import types as sql
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from odata_service.edm.column_types import facets_of
from odata_service.modelling.layout import Call, Expression, Name
from odata_service.publish import Printed

# What a type is called where no database's own name says more; the first that publishes the same is taken.
GENERIC: tuple[tuple[type[TypeEngine[Any]], tuple[type[TypeEngine[Any]], ...]], ...] = (
    (sql.Boolean, (sql.Boolean,)),
    (sql.Uuid, (sql.Uuid,)),
    (sql.Date, (sql.Date,)),
    (sql.DateTime, (sql.DateTime,)),
    (sql.Time, (sql.Time,)),
    (sql.BigInteger, (sql.BigInteger,)),
    (sql.SmallInteger, (sql.SmallInteger,)),
    (sql.Integer, (sql.Integer,)),
    (sql.REAL, (sql.REAL,)),
    (sql.Float, (sql.Double, sql.Float)),
    (sql.Numeric, (sql.Numeric,)),
    (sql.CHAR, (sql.CHAR,)),
    (sql.NCHAR, (sql.NCHAR,)),
    (sql.Text, (sql.Text,)),
    (sql.String, (sql.String, sql.Text)),
    (sql.LargeBinary, (sql.LargeBinary,)),
    (sql.JSON, (sql.JSON,)),
)
POSITIONAL = ("length", "precision", "scale", "item_type")
KEPT = ("length", "precision", "scale", "timezone", "collation")
SAYING_NOTHING = {"display_width": None, "astext_type": None, "collation": "default"}  # None: whatever they are


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """`from module import name`"""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """An expression, and what it needs."""

    expression: Expression
    imports: frozenset[Import]


def written_type(own: TypeEngine[Any], dialect: str) -> Written:
    """The expression for a reflected column's type, which publishes the same as the type itself."""
    if isinstance(own, sql.Enum):
        return _enum(own)
    if isinstance(own, Printed):
        return Written(Call("Printed", [own.name]), frozenset({Import("odata_service.publish", "Printed")}))
    for kind, names in GENERIC:
        if isinstance(own, kind):
            for name in names:
                generic = _generic(own, name)
                if facets_of(generic, dialect) == facets_of(own, dialect) and type(own) not in SAYING_MORE:
                    return _constructed(generic, dialect)
            break
    return _constructed(own, dialect)


SAYING_MORE = frozenset({postgresql.CITEXT, postgresql.JSONB})


def _generic(own: TypeEngine[Any], wanted: type[TypeEngine[Any]]) -> TypeEngine[Any]:
    if issubclass(wanted, sql.Float):
        return wanted()  # its precision is the type's own
    named = [
        name for name in KEPT if name in _parameters(wanted) and not _says_nothing("", name, getattr(own, name, 0))
    ]
    return wanted(**{name: value for name in named if (value := getattr(own, name, None)) is not None})


def _enum(own: sql.Enum) -> Written:
    keywords = {name: value for name in ("name", "schema") if (value := getattr(own, name, None))}
    return Written(Call("Enum", [str(item) for item in own.enums], keywords), frozenset({Import("sqlalchemy", "Enum")}))


def _constructed(own: TypeEngine[Any], dialect: str) -> Written:
    """The type's class, called with what differs from its defaults."""
    name, imports = _class_name(type(own))
    arguments: list[Expression] = []
    keywords: dict[str, Expression] = {}
    for parameter, default in _parameters(type(own)).items():
        value = getattr(own, parameter, default)
        if value is None or value == default or _says_nothing(name, parameter, value):
            continue
        argument, more = _argument(value, dialect)
        imports |= more
        if parameter in POSITIONAL and len(arguments) == list(_parameters(type(own))).index(parameter):
            arguments.append(argument)
        else:
            keywords[parameter] = argument
    arguments += [str(item) for item in getattr(own, "values", ())]  # MySQL's SET
    made = Call(name, arguments, keywords) if arguments or keywords else Name(name)
    return Written(made, imports)


def _says_nothing(name: str, parameter: str, value: Any) -> bool:
    if name == "mysql.TINYINT" or parameter not in SAYING_NOTHING:
        return False
    return SAYING_NOTHING[parameter] in (None, value)


def _argument(value: Any, dialect: str) -> tuple[Expression, frozenset[Import]]:
    if isinstance(value, type) and issubclass(value, TypeEngine):
        value = value()
    if isinstance(value, TypeEngine):
        written = written_type(value, dialect)
        return written.expression, written.imports
    return (value if isinstance(value, str | bool | int) else Name(repr(value))), frozenset()


def _parameters(kind: type[TypeEngine[Any]]) -> Mapping[str, Any]:
    """The arguments of a class's constructor with their defaults, also of those that it hands on to."""
    found: dict[str, Any] = {}
    for base in kind.__mro__:
        if "__init__" not in vars(base) or base is object:
            continue
        signature = inspect.signature(vars(base)["__init__"])
        named = [
            item
            for item in signature.parameters.values()
            if item.kind in (item.POSITIONAL_OR_KEYWORD, item.KEYWORD_ONLY)
        ]
        found |= {item.name: item.default for item in named[1:] if item.name not in found}
        if not any(item.kind is item.VAR_KEYWORD for item in signature.parameters.values()):
            break
    return found


def _class_name(kind: type[TypeEngine[Any]]) -> tuple[str, frozenset[Import]]:
    """What the class is called in a model file: `Integer`, `postgresql.INET`."""
    name, module = kind.__name__, kind.__module__.split(".")
    if getattr(sql, name, None) is kind:
        return name, frozenset({Import("sqlalchemy", name)})
    if module[:2] == ["sqlalchemy", "dialects"]:
        return f"{module[2]}.{name}", frozenset({Import("sqlalchemy.dialects", module[2])})
    return name, frozenset({Import(kind.__module__, name)})
