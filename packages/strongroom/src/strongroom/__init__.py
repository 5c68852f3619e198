"""Strongroom: the governed front door between AI and a bank's systems."""
