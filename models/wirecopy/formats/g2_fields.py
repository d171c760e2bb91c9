"""Where NewsML-G2 keeps the fields of a story, and where agencies keep them otherwise.

What is quoted is the documentation in IPTC's schema NewsML-G2_2.35-spec-All-Power.xsd (CC BY 4.0).
"""

import re

from wirecopy.formats.contents import Dialect, Taken

TAKEN: tuple[Taken, ...] = (
    Taken(
        field="uri",
        where=("@guid",),
        clause="the persistent, universally unique identifier common for all versions of the Item",
    ),
    # The schema's default is 1. It is not put in: a feed that leaves versions out sends many, all of them "1".
    Taken(field="version", where=("@version",), clause="the version of the Item"),
    Taken(
        field="headline",
        where=("contentMeta/headline", "h1 or hedline of the content"),
        clause="a brief and snappy introduction to the content, designed to catch the reader's attention",
    ),
    Taken(
        field="deck",
        where=("contentMeta/headline[@role sub…]", "contentMeta/description[@role summary]", "h2 of the content"),
    ),
    Taken(
        field="body",
        where=("contentSet/inlineXML", "contentSet/inlineData"),
        clause="a rendition of the content using an XML language / using plain-text or encoded inline data",
    ),
    Taken(
        field="sent",
        where=("itemMeta/versionCreated", "contentMeta/contentModified", "contentMeta/contentCreated"),
        clause="the date and time on which the current version of the Item was created",
    ),
    Taken(
        field="first_sent",
        where=("itemMeta/firstCreated",),
        clause="the date and time on which the first version of the Item was created",
    ),
    Taken(field="language", where=("contentMeta/language@tag", "@xml:lang")),
    Taken(field="urgency", where=("contentMeta/urgency",), clause="the editorial urgency of the content"),
    Taken(
        field="slug",
        where=("contentMeta/slugline",),
        clause="a sequence of tokens associated with the content; the interpretation is provider specific",
    ),
    Taken(
        field="provider",
        where=("itemMeta/provider@qcode", "itemMeta/provider/name", "itemMeta/provider@literal"),
        clause="the party (person or organisation) responsible for the management of the Item",
    ),
    Taken(
        field="pub_status",
        where=("itemMeta/pubStatus@qcode", "itemMeta/pubStatus@uri", "itemMeta/pubStatus@literal"),
        clause='the publishing status of the Item, its value is "usable" by default',
    ),
    Taken(
        field="ed_note",
        where=("itemMeta/edNote",),
        clause="a note addressed to the editorial people receiving the Item",
    ),
    Taken(
        field="embargoed_until",
        where=("itemMeta/embargoed",),
        clause="the date and time before which all versions of the Item are embargoed; if absent, the Item is not",
    ),
    Taken(
        field="byline",
        where=("contentMeta/by", "byline of the content"),
        clause="a natural-language statement about the creator (author, photographer etc.) of the content",
    ),
    Taken(
        field="located",
        where=("contentMeta/dateline", "contentMeta/located/name", "contentMeta/located@literal"),
        clause="a natural-language statement of the date and/or place of creation of the content",
    ),
    Taken(field="refers_to", where=("itemMeta/link[@rel previousVersion, evolvedFrom, replaces …]",)),
    Taken(
        field="signals",
        where=("itemMeta/signal@qcode", "itemMeta/signal@uri", "itemMeta/signal@literal"),
        clause="an instruction to the processor that the content requires special handling",
    ),
)

DIALECTS = (
    Dialect(
        agency="Reuters",
        mark=re.compile(rb'guid="tag[:_]reuters\.com'),
        taken=(
            Taken(
                field="provider",
                where=("contentMeta/infoSource[@role='cRole:origProv']@literal", "itemMeta/provider@literal"),
            ),
        ),
        about="The item's provider is reuters.com even for what others wrote; they are the original provider. The "
        "dateline element often holds a time; the real dateline stands in the copy.",
    ),
    Dialect(
        agency="dpa",
        mark=re.compile(rb'guid="urn:newsml:dpa\.com'),
        taken=(Taken(field="ed_note", where=("itemMeta/edNote[@role='dpaednoterole:editorialnote']",)),),
        about="Of the notes only the editorial one is for editors: the others are the note pad, contacts and initials.",
    ),
    Dialect(
        agency="STT",
        mark=re.compile(rb'guid="urn:newsml:stt\.fi'),
        taken=(Taken(field="refers_to", where=("itemMeta/link@guidref",)),),
        zone="Europe/Helsinki",
        about="A link without a relation names the version before; times may have no offset.",
    ),
    Dialect(
        agency="TT",
        mark=re.compile(rb'guid="(?:urn:newsml:|http://)tt\.se'),
        taken=(Taken(field="refers_to", where=("contentMeta/altId[@type='tt:refuno']",)),),
        about="Every version has a guid of its own; what it replaces stands in an altId.",
    ),
)

#: Where each field is looked up: by the standard, and by each agency that has places of its own.
STANDARD = {taken.field: taken.where for taken in TAKEN}
OWN = {dialect.agency: {taken.field: taken.where for taken in dialect.taken} for dialect in DIALECTS}
