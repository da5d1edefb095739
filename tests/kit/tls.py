"""A self-signed certificate for 127.0.0.1 and localhost, made once a process and kept in a temporary directory."""

from __future__ import annotations

import ipaddress
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@cache
def _made() -> tuple[Path, Path, tempfile.TemporaryDirectory[str]]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName(
        [
            x509.DNSName("localhost"),
            *(x509.IPAddress(ipaddress.ip_address(f"127.0.0.{n}")) for n in range(1, 10)),
        ]
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    kept = tempfile.TemporaryDirectory(prefix="kit-tls-")
    public, private = Path(kept.name, "certificate.pem"), Path(kept.name, "key.pem")
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return public, private, kept


def certificate() -> Path:
    """Return the certificate's file, for clients that are told to trust it (SSL_CERT_FILE)."""
    return _made()[0]


def server_context() -> ssl.SSLContext:
    """Return a server's context with the certificate."""
    public, private, _ = _made()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return context


def client_context() -> ssl.SSLContext:
    """Return a client's context that trusts the certificate and nothing else."""
    return ssl.create_default_context(cafile=certificate())
