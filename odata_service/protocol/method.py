"""The method that a request means: tunnelled through POST by whoever cannot send it (Part 1, section 11.4)."""

from collections.abc import Mapping

from odata_service.errors import BadRequest

TUNNELS = ("x-http-method", "x-http-method-override", "x-method-override")
TUNNELLED = frozenset({"PATCH", "PUT", "DELETE", "MERGE", "GET"})


def method_of(method: str, headers: Mapping[str, str]) -> str:
    """The method, with MERGE as the PATCH that it is since OData 4.0.

    Raises:
        BadRequest: a header tunnels what cannot be tunnelled.
    """
    if method == "POST":
        for name in TUNNELS:
            tunnelled = headers.get(name, "").strip().upper()
            if tunnelled and tunnelled != "POST":
                if tunnelled not in TUNNELLED:
                    raise BadRequest(f"The header {name} cannot tunnel '{tunnelled[:20]}'.", target=name)
                method = tunnelled
                break
    return "PATCH" if method == "MERGE" else method
