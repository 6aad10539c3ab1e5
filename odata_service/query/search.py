"""`$search` -> a condition over the searched properties (Part 1, section 11.2.6.6)."""

from odata_service.edm.types import BOOLEAN, STRING
from odata_service.errors import BadRequest
from odata_service.query.bound import Bound, Call, Junction, Member, Not, Parameter
from odata_service.query.literals import FALSE
from odata_service.query.scope import Scope, too_deep, too_many
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator, SearchOperator


def search_condition(node: ast.SearchExpr, scope: Scope) -> Bound:
    """The condition that `scope.this` is found.

    Raises:
        BadRequest: it has nothing that is searched. Salesforce, which asks all sets for the same, finds nothing there.
    """
    entity_set = scope.this.entity_set
    if not entity_set.search_properties:
        if _is_of_salesforce(node):
            return FALSE
        raise BadRequest(f"'{entity_set.name}' has no property that is searched.", target="$search")
    return _condition(node, scope)


def _is_of_salesforce(node: ast.SearchExpr) -> bool:
    terms = node.terms if isinstance(node, ast.SearchJunction) else (node,)
    return all(isinstance(term, ast.SearchTerm) and term.unpunctuated for term in terms)


def _condition(node: ast.SearchExpr, scope: Scope, depth: int = 0) -> Bound:
    if depth > scope.limits.depth:
        raise too_deep(scope.limits, "$search")
    match node:
        case ast.SearchNot(operand):
            return Not(_condition(operand, scope, depth + 1))
        case ast.SearchJunction(operator, terms):
            junction = BinaryOperator.AND if operator is SearchOperator.AND else BinaryOperator.OR
            return Junction(junction, tuple(_condition(term, scope, depth + 1) for term in terms))
        case ast.SearchTerm():
            return _found_anywhere(node, scope)


def _found_anywhere(term: ast.SearchTerm, scope: Scope) -> Bound:
    """The text stands in one of the searched properties, whatever its case."""
    number = scope.values.number_of_word(scope.option, term)
    found: list[Bound] = []
    for item in scope.this.entity_set.search_properties:
        scope.values.nodes += 3
        if scope.values.nodes > scope.limits.nodes:
            raise too_many(scope.values, scope.limits)
        text: Bound = Member(scope.this, item)
        text = Call("unpunctuated", (text,), STRING) if term.unpunctuated else text
        lowered = Call("tolower", (text,), STRING)
        part = Call("tolower", (Parameter(number, STRING),), STRING)
        found.append(Call("contains", (lowered, part), BOOLEAN))
    return found[0] if len(found) == 1 else Junction(BinaryOperator.OR, tuple(found))
