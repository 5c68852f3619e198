"""Faults of the operator's making are told in a sentence, without a traceback, and end the program with 2."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from strongroom.app.children import ChildError
from strongroom.app.serving import PortError
from strongroom.app.users import SignInError
from strongroom.audit.keys import KeyFileError as AuditKeyError
from strongroom.audit.verify import VerificationError
from strongroom.drivers.sealing import KeyFileError as SealingKeyError
from strongroom.drivers.yaml.files import FileProblemsError
from strongroom.identity.development.guard import UnsafeIdentityProviderError

WRONG = 2
NO = 1
_FAULTS = (
    FileProblemsError,
    SignInError,
    ChildError,
    PortError,
    AuditKeyError,
    SealingKeyError,
    VerificationError,
    UnsafeIdentityProviderError,
)


@contextmanager
def faults_end_with_two() -> Iterator[None]:
    """Print such a fault on standard error and exit with 2; an interrupt ends quietly."""
    try:
        yield
    except _FAULTS as fault:
        click.secho(str(fault), fg="red", err=True)
        sys.exit(WRONG)
    except OSError as fault:
        if fault.filename is None:
            raise  # names no file or folder of the operator's, so it is a fault of ours
        click.secho(f"{fault.filename}: {fault.strerror}; name another place, or let this user at it", fg="red", err=True)
        sys.exit(WRONG)
    except KeyboardInterrupt:
        sys.exit(130)
