use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{DecodingKey, EncodingKey};

use super::Claims;
use super::generate::{new_ed25519, new_secret, write_private_file};
use crate::config::{Algorithm, AuthConfig, Options};

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
        "{origin} has {found} bytes: HS256 wants {SHORTEST_SECRET} random ones or more (`offhook-server keys`)"
    )]
    TooShort {
        /// Where it was found.
        origin: String,
        /// How long it is.
        found: usize,
    },
    /// No key of this kind.
    #[error("{} holds no Ed25519 key in PEM form (`offhook-server keys`)", .0.display())]
    NotEd25519(PathBuf),
    /// Nothing was configured.
    #[error("no key is configured: set `auth.key_file` or `auth.secret`")]
    None,
}

impl Keys {
    /// The configured key; with `--dev` one is made if there is none.
    pub(crate) fn of(options: &Options) -> Result<Keys, KeyError> {
        let Options { dev, config } = options;
        if *dev {
            Keys::configured_or_made(&config.auth, &config.server.data)
        } else {
            Keys::configured(&config.auth)
        }
    }

    fn configured(auth: &AuthConfig) -> Result<Keys, KeyError> {
        match (&auth.secret, &auth.key_file) {
            (Some(secret), _) => Keys::from_secret("`auth.secret`", secret.trim()),
            (None, Some(path)) => Keys::read(auth.algorithm, path),
            (None, None) => Err(KeyError::None),
        }
    }

    /// The configured key, or else one that is made once and kept in the folder.
    fn configured_or_made(auth: &AuthConfig, folder: &Path) -> Result<Keys, KeyError> {
        if auth.key_file.is_some() || auth.secret.is_some() {
            return Keys::configured(auth);
        }
        let (name, make): (_, fn() -> String) = match auth.algorithm {
            Algorithm::HS256 => ("dev-hs256.key", new_secret),
            Algorithm::EdDSA => ("dev-eddsa.pem", || new_ed25519().private),
        };
        let path = folder.join(name);
        let made = fs::create_dir_all(folder).and_then(|()| write_private_file(&path, &make()));
        match made {
            Err(source) if source.kind() != ErrorKind::AlreadyExists => {
                return Err(KeyError::File { path, action: "made", source });
            }
            _ => {}
        }
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
