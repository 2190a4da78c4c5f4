"""Tables of the text: their grids, the roles of their columns, and the tasks in their rows."""
