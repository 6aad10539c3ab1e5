"""searchExpr: text -> tree (Part 2, section 5.1.7)."""

import re
from typing import NoReturn

from odata_service.errors import BadRequest, Span
from odata_service.url.ast import SearchExpr, SearchJunction, SearchNot, SearchOperator, SearchTerm
from odata_service.url.tokens import Tokenizer

PHRASE = re.compile(r'"((?:[^"\\]|\\.)+)"')
INCOMPLETE = re.compile(r"'((?:[^']|'')+)'(?=[\s();]|$)")  # what somebody is typing: text, whatever it looks like
WORD = re.compile(r"[^\s()\"][^\s()]*")
NESTED_WORD = re.compile(r"[^\s()\";][^\s();]*")  # in the parentheses of $expand, `;` ends the search
MAX_DEPTH = 100
PUNCTUATION = "!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~"  # of ASCII, without the hyphen
WITHOUT_PUNCTUATION = str.maketrans("", "", PUNCTUATION)


def parse_search(text: str) -> SearchExpr:
    """searchExpr, up to the end of the text. Raises QuerySyntaxError."""
    tokens = Tokenizer(text, "$search")
    node = search_expression(tokens)
    tokens.end()
    return node


def read_search(text: str, mode: str) -> SearchExpr:
    """The search of a service whose mode this is (`ODATA_SEARCH_MODE`).

    Raises:
        BadRequest: there is nothing to look for, or it breaks the grammar.
    """
    terms = READERS[mode](text)
    if not terms:
        raise BadRequest("'$search' needs a word or a phrase.", target="$search")
    return terms[0] if len(terms) == 1 else SearchJunction(SearchOperator.AND, terms)


def _by_grammar(text: str) -> tuple[SearchExpr, ...]:
    return (parse_search(text),) if text.strip() else ()


def _as_phrase(text: str) -> tuple[SearchExpr, ...]:
    """One phrase, whatever it looks like; without the quotes around it."""
    phrase = text.strip()
    if len(phrase) > 2 and phrase[0] == phrase[-1] == '"':
        phrase = phrase[1:-1].replace('\\"', '"')
    return (SearchTerm(phrase, True, Span(0, len(text))),) if phrase else ()


def _as_salesforce_sends_it(text: str) -> tuple[SearchExpr, ...]:
    """Words without logic; it takes punctuation away before it sends them, from within them, too."""
    words = (
        SearchTerm(found.group().translate(WITHOUT_PUNCTUATION), False, Span(*found.span()), unpunctuated=True)
        for found in re.finditer(r"\S+", text)
    )
    return tuple(word for word in words if word.text)


READERS = {"words": _by_grammar, "phrase": _as_phrase, "salesforce": _as_salesforce_sends_it}


def search_expression(tokens: Tokenizer, depth: int = 0) -> SearchExpr:
    """searchExpr = ( searchParenExpr / searchNegateExpr / searchPhrase / searchWord )
    [ searchOrExpr / searchAndExpr ]"""
    terms = [_conjunction(tokens, depth)]
    while _operator(tokens, "OR"):
        terms.append(_conjunction(tokens, depth))
    return terms[0] if len(terms) == 1 else SearchJunction(SearchOperator.OR, tuple(terms))


def _conjunction(tokens: Tokenizer, depth: int) -> SearchExpr:
    """searchAndExpr = RWS [ "AND" RWS ] searchExpr"""
    terms = [_term(tokens, depth)]
    while True:
        mark = tokens.position
        tokens.blanks()
        if tokens.ended or tokens.at(")") or (tokens.at(";") and tokens.target != "$search"):
            tokens.position = mark
            break
        tokens.position = mark
        if _is_operator(tokens, "OR"):
            break
        _operator(tokens, "AND")
        terms.append(_term(tokens, depth))
    return terms[0] if len(terms) == 1 else SearchJunction(SearchOperator.AND, tuple(terms))


def _term(tokens: Tokenizer, depth: int) -> SearchExpr:
    if depth > MAX_DEPTH:
        tokens.fail(
            f"The search is nested deeper than {MAX_DEPTH} levels, the most that ODATA_EXPRESSION_DEPTH can allow",
            Span(0, len(tokens.text)),
        )
    tokens.blanks()
    start = tokens.position
    if tokens.accept("("):
        inner = search_expression(tokens, depth + 1)
        tokens.blanks()
        tokens.expect(")", "a word or ')'")
        return inner
    if _not(tokens):
        return SearchNot(_term(tokens, depth + 1))
    phrase = tokens.match(PHRASE)
    if phrase is not None:
        return SearchTerm(re.sub(r"\\(.)", r"\1", phrase.group(1)), True, Span(start, tokens.position))
    typed = tokens.match(INCOMPLETE)
    if typed is not None:
        return SearchTerm(typed.group(1).replace("''", "'"), True, Span(start, tokens.position))
    if tokens.at('"'):
        _unclosed(tokens)
    word = tokens.name(WORD if tokens.target == "$search" else NESTED_WORD, "a word or a phrase in double quotes")
    return SearchTerm(word, False, Span(start, tokens.position))


def _unclosed(tokens: Tokenizer) -> NoReturn:
    if tokens.at('""'):
        tokens.fail("A phrase has letters within its double quotes", Span(tokens.position, tokens.position + 2))
    tokens.fail("The closing double quote is missing", Span(tokens.position, len(tokens.text)))


def _not(tokens: Tokenizer) -> bool:
    """A `NOT` with something behind it; alone it is a word."""
    found = re.compile(r"NOT[ \t]+(?=\S)").match(tokens.text, tokens.position)
    if found is None or re.compile(r"(?:AND|OR)(?:[ \t]|$)").match(tokens.text, found.end()):
        return False
    tokens.position = found.end()
    return True


def _is_operator(tokens: Tokenizer, word: str) -> bool:
    """An operator stands between two terms; at the end it is a word."""
    return re.compile(rf"[ \t]+{word}[ \t]+(?=[^\s)])").match(tokens.text, tokens.position) is not None


def _operator(tokens: Tokenizer, word: str) -> bool:
    if not _is_operator(tokens, word):
        return False
    tokens.blanks()
    tokens.position += len(word)
    tokens.blanks()
    return True
