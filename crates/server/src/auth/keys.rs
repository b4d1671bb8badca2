use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{EncodePrivateKey, KeypairBytes};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{DecodingKey, EncodingKey};

use super::Claims;
use crate::config::{Algorithm, AuthConfig};

/// As long as the hash (RFC 7518 section 3.2).
const SHORTEST_SECRET: usize = 32;

/// What tokens are signed and verified with.
pub(crate) struct Keys {
    algorithm: jsonwebtoken::Algorithm,
    verifying: DecodingKey,
    /// Absent where only the public half is known.
    signing: Option<EncodingKey>,
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file system said no.
    #[error("the key file {} cannot be {action}: {source}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// Why not.
        source: io::Error,
    },
    /// The secret is easily guessed.
    #[error(
        "{origin} has {found} bytes: HS256 wants {SHORTEST_SECRET} random ones or more (`openssl rand -hex 32`)"
    )]
    TooShort {
        /// Where it was found.
        origin: String,
        /// How long it is.
        found: usize,
    },
    /// No key of this kind.
    #[error("{} holds no Ed25519 key in PEM form (`openssl genpkey -algorithm ed25519`)", .0.display())]
    NotEd25519(PathBuf),
    /// Nothing was configured.
    #[error("no key is configured: set `auth.key_file` or `auth.secret`")]
    None,
}

impl Keys {
    /// The configured key.
    pub(crate) fn configured(auth: &AuthConfig) -> Result<Keys, KeyError> {
        match (&auth.secret, &auth.key_file) {
            (Some(secret), _) => Keys::from_secret("`auth.secret`", secret.trim()),
            (None, Some(path)) => Keys::read(auth.algorithm, path),
            (None, None) => Err(KeyError::None),
        }
    }

    /// The configured key, or else one that is made once and kept in the folder.
    pub(crate) fn configured_or_made(auth: &AuthConfig, folder: &Path) -> Result<Keys, KeyError> {
        if auth.key_file.is_some() || auth.secret.is_some() {
            return Keys::configured(auth);
        }
        let (name, make): (_, fn() -> String) = match auth.algorithm {
            Algorithm::HS256 => ("dev-hs256.key", new_secret),
            Algorithm::EdDSA => ("dev-eddsa.pem", new_ed25519),
        };
        let path = folder.join(name);
        make_private_file(folder, &path, make).map_err(|source| KeyError::File {
            path: path.clone(),
            action: "made",
            source,
        })?;
        Keys::read(auth.algorithm, &path)
    }

    fn read(algorithm: Algorithm, path: &Path) -> Result<Keys, KeyError> {
        let text = fs::read_to_string(path).map_err(|source| KeyError::File {
            path: path.to_owned(),
            action: "read",
            source,
        })?;
        match algorithm {
            Algorithm::HS256 => Keys::from_secret(&format!("the key file {}", path.display()), text.trim()),
            Algorithm::EdDSA => {
                Keys::from_pem(text.as_bytes()).ok_or_else(|| KeyError::NotEd25519(path.to_owned()))
            }
        }
    }

    fn from_secret(origin: &str, secret: &str) -> Result<Keys, KeyError> {
        if secret.len() < SHORTEST_SECRET {
            return Err(KeyError::TooShort { origin: origin.to_owned(), found: secret.len() });
        }
        Ok(Keys {
            algorithm: jsonwebtoken::Algorithm::HS256,
            verifying: DecodingKey::from_secret(secret.as_bytes()),
            signing: Some(EncodingKey::from_secret(secret.as_bytes())),
        })
    }

    /// A private key, or a public one.
    fn from_pem(pem: &[u8]) -> Option<Keys> {
        let algorithm = jsonwebtoken::Algorithm::EdDSA;
        let signing = EncodingKey::from_ed_pem(pem).ok();
        let verifying = match &signing {
            Some(signing) => DecodingKey::from_jwk(&Jwk::from_encoding_key(signing, algorithm).ok()?).ok()?,
            None => DecodingKey::from_ed_pem(pem).ok()?,
        };
        Some(Keys { algorithm, verifying, signing })
    }

    pub(crate) fn algorithm(&self) -> jsonwebtoken::Algorithm {
        self.algorithm
    }

    pub(crate) fn verifying(&self) -> &DecodingKey {
        &self.verifying
    }

    pub(crate) fn can_sign(&self) -> bool {
        self.signing.is_some()
    }

    /// A token; `None` if the private half of the key is not known.
    pub(crate) fn sign(&self, claims: &Claims) -> Option<String> {
        let header = jsonwebtoken::Header::new(self.algorithm);
        jsonwebtoken::encode(&header, claims, self.signing.as_ref()?).ok()
    }
}

fn new_secret() -> String {
    let bytes: [u8; 32] = rand::random();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn new_ed25519() -> String {
    // Version 1 of PKCS #8, without the public key: what `openssl` writes, and all that other readers take.
    let secret_key = SigningKey::from_bytes(&rand::random()).to_bytes();
    let pair = KeypairBytes { secret_key, public_key: None };
    pair.to_pkcs8_pem(LineEnding::LF).map(|pem| pem.to_string()).unwrap_or_default()
}

/// Makes a file that only its owner can read, unless it is there already.
fn make_private_file(folder: &Path, path: &Path, content: fn() -> String) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => file.write_all(content().as_bytes()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
