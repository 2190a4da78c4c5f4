"""The door for terminals: `dutdiem` and its commands."""
