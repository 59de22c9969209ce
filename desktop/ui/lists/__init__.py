"""The one paged table and the views used by every list."""
