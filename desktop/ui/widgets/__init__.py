"""Small reusable widgets and the painting they share."""
