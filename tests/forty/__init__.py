"""The forty bad inputs of reliability.md section 4, each with what has to become of it."""
