"""Who publishes what: the outlets table, and the outlet of each article.

``table`` loads the embedded outlets and a user's own; ``directory`` finds an outlet by a name or an address;
``bylines`` finds names in the places of a text where outlets sign; ``join`` gives each article its outlet.
"""

from bias.outlets.join import Assigned, assign
from bias.outlets.table import find_outlet, load_outlets

__all__ = ["Assigned", "assign", "find_outlet", "load_outlets"]
