"""Alert rules: which enriched stories the desk must see, and why.

So far the rules that every newsroom has are built in (`builtin.RULES`); rules that newsrooms write themselves come
beside them.
"""

from wirecopy.rules.builtin import RULES, Rule, alerts
from wirecopy.rules.raised import AlertLife, after_change, after_story

__all__ = ["RULES", "AlertLife", "Rule", "after_change", "after_story", "alerts"]
