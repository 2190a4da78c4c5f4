"""Follow-up: reminders, obstacles, petitions, inspections."""
