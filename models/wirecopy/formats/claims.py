"""What bytes look like at their beginning, before anybody parses them."""

import re

BOM = b"\xef\xbb\xbf"

#: An object or an array as JSON writes them, or one of JSON's words alone. "[Updated] Minister resigns" and
#: "{sic} the minister wrote" are copy.
_JSON = re.compile(
    rb"""\s*+(?:\{\s*+(?:["'}]|\Z)|\[\s*+(?:[{\[\]]|(?:null|true|false)\s*+[,\]]|\Z)|(?:null|true|false)\s*+\Z)"""
)
_DECLARATION = re.compile(rb"\s*+<(?:\?xml|!doctype|!--)", re.IGNORECASE)
_TAG = re.compile(rb"\s*+<([A-Za-z_][A-Za-z0-9_.:-]{0,80})(?=[\s/>])[^<>]{0,4000}+>")


def looks_like_json(data: bytes) -> bool:
    """Whether bytes begin as a JSON document does."""
    return bool(_JSON.match(data.removeprefix(BOM)))


def looks_like_markup(data: bytes) -> bool:
    """Whether bytes begin as XML or HTML does: a declaration, or an element that is closed somewhere.

    "<HOWDEN> RAISES DIVIDEND" is a headline: companies stand in angle brackets on old wires.
    """
    data = data.removeprefix(BOM)
    tag = _TAG.match(data)
    if tag is None:
        return bool(_DECLARATION.match(data))
    return tag[0].endswith(b"/>") or b"</" + tag[1] in data
