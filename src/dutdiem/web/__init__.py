"""The door for people: layout, navigation, overview and a unit's page."""
