"""The TLS context of a pool: one per pool, never one per call, certificates always verified."""

import ssl

from strongroom.drivers.http.settings import HttpSettings


def client_context(settings: HttpSettings) -> ssl.SSLContext:
    """TLS 1.2 or later, host name and chain verified, HTTP/1.1 only; raises OSError or ssl.SSLError where a named file is not usable."""
    context = ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if settings.certificate_file is not None:
        context.load_cert_chain(settings.certificate_file, settings.key_file)
    return context
