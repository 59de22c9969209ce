"""The duty calendar: people by hours."""
