"""Painting as pure functions of painter, rectangle, data and tokens: lists, widgets, print."""
