"""The door for programs: REST endpoints over the actions and queries of the stages."""
