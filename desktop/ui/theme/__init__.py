"""Colours, type and the one style of the program: tokens -> palette -> DutyStyle."""
