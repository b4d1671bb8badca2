//! Tokens: JWTs (RFC 7519) of the server's own.

mod claims;
mod generate;
mod issuer;
mod keys;
mod user;
mod verify;

pub(crate) use claims::{CALLING_SCOPE, Claims};
pub(crate) use generate::{new_ed25519, new_secret, write_private_file};
pub(crate) use issuer::Issuer;
pub(crate) use keys::{KeyError, Keys};
pub(crate) use user::{Kind, check_guid, new_guid};
pub(crate) use verify::Verifier;
