"""A plain module."""
name = "wholesome"
