"""The users of the development identity provider, as the command line finds them in a state folder."""

from pathlib import Path

from strongroom.identity.development.users import User, listed


class SignInError(Exception):
    """Nobody of that name can be signed in here; the message says who can."""


def user_of(state: Path, name: str) -> User:
    """The development user of that name. Raises SignInError."""
    try:
        users = listed(state)
    except (FileNotFoundError, PermissionError):
        message = f"{state} holds no users of a development identity provider; start `strongroom up` or `strongroom demo` first, with the same configuration"
        raise SignInError(message) from None
    for user in users:
        if user.username == name:
            return user
    message = f"there is no user {name}; there are {', '.join(user.username for user in users)}"
    raise SignInError(message)
