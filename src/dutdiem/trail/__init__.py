"""The audit trail: written with the action, sealed into a hash chain."""
