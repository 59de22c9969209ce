"""dutydesk commands, one file a noun; the same services as the window, never Qt."""
