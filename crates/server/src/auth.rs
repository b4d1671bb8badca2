//! Tokens: JWTs (RFC 7519) of the server's own.

mod claims;
mod issuer;
mod keys;
mod verify;

pub(crate) use claims::{CALLING_SCOPE, Claims};
pub(crate) use issuer::Issuer;
pub(crate) use keys::{KeyError, Keys};
pub(crate) use verify::Verifier;
