//! Keys that the server makes itself, and files that only their owner can read.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{EncodePrivateKey, EncodePublicKey, KeypairBytes};

/// An Ed25519 key in PEM form.
pub(crate) struct Ed25519 {
    pub(crate) private: String,
    pub(crate) public: String,
}

/// 32 random bytes as text, for HS256 (RFC 7518 section 3.2).
pub(crate) fn new_secret() -> String {
    let bytes: [u8; 32] = rand::random();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn new_ed25519() -> Ed25519 {
    let key = SigningKey::from_bytes(&rand::random());
    // Version 1 of PKCS #8, without the public key: what `openssl` writes, and all that other readers take.
    let pair = KeypairBytes { secret_key: key.to_bytes(), public_key: None };
    Ed25519 {
        private: pair.to_pkcs8_pem(LineEnding::LF).map(|pem| pem.to_string()).unwrap_or_default(),
        public: key.verifying_key().to_public_key_pem(LineEnding::LF).unwrap_or_default(),
    }
}

/// Makes a file that only its owner can read; an error if it is there already.
pub(crate) fn write_private_file(path: &Path, content: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(content.as_bytes())
}
