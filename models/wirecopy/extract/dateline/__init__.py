"""The dateline: where, when and for whom a story was filed, read from the first words of the copy.

`read.py` puts it together; `opening.py` says where a dateline can begin, `head.py` reads what is printed there,
`verdict.py` decides whether that is a dateline at all, `date.py` and `agency.py` know dates and agencies,
`conflict.py` holds it against the metadata, `component.py` is the spaCy component.
"""
