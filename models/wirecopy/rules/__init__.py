"""Alert rules: which enriched stories the desk must see, and why.

So far the rules that every newsroom has are built in (`builtin.RULES`); rules that newsrooms write themselves come
beside them.
"""

from wirecopy.rules.builtin import RULES, Rule, alerts

__all__ = ["RULES", "Rule", "alerts"]
