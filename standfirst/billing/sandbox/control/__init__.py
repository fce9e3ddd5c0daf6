"""The sandbox's own pages: move a clock, have a card refused, see what was sent."""
