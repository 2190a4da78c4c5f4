"""The investment portfolio: items, phases, funding sources, balance."""
