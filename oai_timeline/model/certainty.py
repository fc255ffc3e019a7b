"""How certain it is that an event happened as told."""

from typing import Literal

Certainty = Literal["confirmed", "reported", "disputed", "rumoured"]

MEANINGS = {
    "confirmed": "first-hand, a document, or two independent origins",
    "reported": "one outlet, or unnamed people",
    "disputed": "accounts contradict each other on substance",
    "rumoured": "repeated, but vouched for by no one",
}
"""What each certainty means, from the most to the least certain."""
