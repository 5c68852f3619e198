"""Strongroom: the governed front door between AI and a bank's systems."""

from importlib.metadata import version

__version__ = version("strongroom")
