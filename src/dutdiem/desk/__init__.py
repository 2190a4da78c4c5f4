"""What a person has to do now: proposals to accept, work due, notifications, search."""
