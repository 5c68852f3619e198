"""The section `identity:` of strongroom.yaml."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Algorithm = Literal["ES256", "ES384", "ES512", "EdDSA", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"]


class DevelopmentIssuer(BaseModel):
    """The identity provider that comes with Strongroom: for one machine, never for production."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["development"] = Field(
        default="development", description="The built-in development identity provider; refused in production and off loopback."
    )


class OidcIssuer(BaseModel):
    """An OAuth 2 or OpenID Connect provider whose access tokens are JSON Web Tokens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["oidc"] = Field(description="An OAuth 2 or OpenID Connect provider that signs its access tokens.")
    issuer: str = Field(pattern=r"^https?://[^\s|?#]+$", max_length=512, description="Its issuer identifier, exactly as in the `iss` claim of its tokens.")
    jwks_url: str = Field(
        default="",
        max_length=512,
        pattern=r"^(https?://[^\s|#]+)?$",
        description="Where its key set is; empty: asked of ISSUER/.well-known/openid-configuration.",
    )
    algorithms: tuple[Algorithm, ...] = Field(
        default=("ES256", "RS256", "PS256", "EdDSA"), min_length=1, description="Signature algorithms accepted from it; never a symmetric one."
    )
    audience: str = Field(
        default="",
        max_length=512,
        description="The one audience its tokens carry for this gateway, for a provider without resource indicators (RFC 8707); empty: the URL of the door.",
    )


Issuer = Annotated[DevelopmentIssuer | OidcIssuer, Field(discriminator="kind")]


class IdentitySettings(BaseModel):
    """Who may say who is calling, and how long our own tokens live."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuers: tuple[Issuer, ...] = Field(
        default=(DevelopmentIssuer(),), min_length=1, max_length=16, description="The identity providers whose tokens are accepted."
    )
    clock_skew_seconds: float = Field(default=30, ge=0, le=60, description="How far the clocks of an issuer and of this machine may differ.")
    upstream_token_seconds: float = Field(default=300, ge=30, le=900, description="How long a token lives that is minted for a server behind.")
