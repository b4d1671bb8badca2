//! TLS of the server's own: a certificate that can be exchanged while it runs.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::config::{ConfigError, ServerConfig as Config};

/// The files of a certificate, and what they held when they were last read.
pub(crate) struct Certificate {
    chain: PathBuf,
    key: PathBuf,
    current: RwLock<Arc<CertifiedKey>>,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate").field("chain", &self.chain).finish_non_exhaustive()
    }
}

impl Certificate {
    /// The configured one, if there is one.
    pub(crate) fn configured(config: &Config) -> Result<Option<Arc<Certificate>>, ConfigError> {
        let (Some(chain), Some(key)) = (&config.tls_cert, &config.tls_key) else { return Ok(None) };
        let current = RwLock::new(read(chain, key)?);
        Ok(Some(Arc::new(Certificate { chain: chain.clone(), key: key.clone(), current })))
    }

    /// Reads the files anew. The old certificate stays if they are no good.
    pub(crate) fn reload(&self) -> Result<(), ConfigError> {
        let new = read(&self.chain, &self.key)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(())
    }

    /// What makes connections secure by it.
    pub(crate) fn acceptor(self: Arc<Certificate>) -> Result<TlsAcceptor, ConfigError> {
        let versions = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let builder = versions.map_err(|error| ConfigError::Wrong(format!("TLS does not work: {error}")))?;
        let mut config = builder.with_no_client_auth().with_cert_resolver(self);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current.read().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn read(chain: &Path, key: &Path) -> Result<Arc<CertifiedKey>, ConfigError> {
    let wrong = |name: &str, path: &Path, error: &dyn fmt::Display, wanted: &str| {
        ConfigError::value(name, &format!("{} ({error})", path.display()), wanted)
    };
    let certificates = CertificateDer::pem_file_iter(chain).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let wanted = "a PEM file with the server's certificate, and those that vouch for it after it";
    let certificates = certificates.map_err(|error| wrong("server.tls_cert", chain, &error, wanted))?;
    if certificates.is_empty() {
        return Err(wrong("server.tls_cert", chain, &"no certificate in it", wanted));
    }
    let wanted = "a PEM file with the private key of the certificate in `server.tls_cert`";
    let private = PrivateKeyDer::from_pem_file(key);
    let private = private.map_err(|error| wrong("server.tls_key", key, &error, wanted))?;
    let certified = CertifiedKey::from_der(certificates, private, &provider());
    certified.map(Arc::new).map_err(|error| wrong("server.tls_key", key, &error, wanted))
}
