use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use offhook_protocol::ApiError;
use offhook_switchboard::{Identity, Switchboard};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{error, info, warn};

use crate::auth::{Issuer, KeyError, Keys, Verifier};
use crate::config::{ConfigError, Limits, Options};
use crate::http::{Origins, router};
use crate::listener::Listener;
use crate::metrics::Metrics;
use crate::serving::serve;
use crate::shutdown::Shutdown;
use crate::signaling::{Hub, HubHandle};
use crate::storage::{OpenError, Storage};
use crate::tls::Certificate;

/// How long connections may take to end once the server stops.
const FAREWELL: Duration = Duration::from_secs(4);

/// What every request can reach.
pub(crate) struct App {
    pub(crate) verifier: Verifier,
    pub(crate) issuer: Issuer,
    pub(crate) origins: Origins,
    pub(crate) limits: Limits,
    pub(crate) hub: HubHandle,
    pub(crate) storage: Storage,
    pub(crate) metrics: Metrics,
    /// The connections' tasks.
    pub(crate) tasks: TaskTracker,
    pub(crate) shutdown: Shutdown,
    /// Whether connections have to end.
    pub(crate) stopping: CancellationToken,
}

impl App {
    /// Whom a token names that came by this host.
    pub(crate) fn identify(&self, token: &str, host: &str) -> Result<Identity, ApiError> {
        let identity = self.verifier.verify(token, &self.issuer.accepted(host));
        identity.inspect_err(|error| self.metrics.token_refused(error))
    }
}

/// A server that listens already.
pub struct Server {
    listener: Listener,
    address: SocketAddr,
    router: Router,
    hub: JoinHandle<()>,
    app: Arc<App>,
    certificate: Option<Arc<Certificate>>,
    drain_timeout: Duration,
}

/// Why a server cannot start, or ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// What was configured cannot work.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// No key for tokens.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The key can only verify, and `--dev` makes tokens.
    #[error("`auth.key_file` has a public key only: `--dev` needs the private one to make tokens")]
    CannotSign,
    /// The data folder cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The address is taken or makes no sense.
    #[error("cannot listen on {address:?} (`server.listen`): {source}")]
    Listen {
        /// As configured.
        address: String,
        /// Why not.
        source: io::Error,
    },
    /// The operating system tells no signals.
    #[error("cannot listen to signals: {0}")]
    Signals(io::Error),
    /// The call control broke; it has to be started anew.
    #[error("the call control ended; this is a defect of the server")]
    HubEnded,
    /// Connections can no longer be accepted.
    #[error("cannot accept connections: {0}")]
    Accept(io::Error),
}

impl Server {
    /// Makes everything ready and listens.
    pub async fn bind(options: Options, shutdown: Shutdown) -> Result<Server, StartError> {
        let verifier = Verifier::new(keys(&options)?, options.config.auth.tenants.clone());
        let certificate = Certificate::configured(&options.config.server)?;
        let tls = certificate.clone().map(Certificate::acceptor).transpose()?;
        let storage = Storage::open(&options.config.server.data).await?;
        let (tcp, address) = listen(&options.config.server.listen).await?;
        if options.dev && !address.ip().is_loopback() {
            warn!("--dev gives a token to everybody who can reach {address}");
        }
        let (hub, running) = Hub::new(Switchboard::new(options.config.switchboard()), storage.chats());
        let Options { dev, config } = options;
        let secure = certificate.is_some();
        let app = Arc::new(App {
            verifier,
            issuer: Issuer::of(config.server.public_url, secure, address.port()),
            origins: if dev {
                Origins::All
            } else {
                Origins::Only(config.server.allowed_origins.unwrap_or_default())
            },
            limits: config.limits,
            hub,
            storage,
            metrics: Metrics::new(),
            tasks: TaskTracker::new(),
            shutdown,
            stopping: CancellationToken::new(),
        });
        Ok(Server {
            listener: Listener::new(tcp, tls),
            address,
            router: router(app.clone(), dev),
            hub: tokio::spawn(running.run()),
            app,
            certificate,
            drain_timeout: config.server.drain_timeout,
        })
    }

    /// Where it listens: the port that was found, if 0 was asked for.
    pub fn url(&self) -> String {
        let scheme = if self.certificate.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// What reads the certificate anew, if there is one.
    pub fn reloading(&self) -> Option<impl Fn() + Send + 'static> {
        let certificate = self.certificate.clone()?;
        Some(move || match certificate.reload() {
            Ok(()) => info!("the certificate was read anew"),
            Err(error) => error!(%error, "the old certificate stays"),
        })
    }

    /// Serves until it is told to stop, then ends the connections in a way that has clients come back.
    pub async fn run(self) -> Result<(), StartError> {
        let Server { listener, router, mut hub, app, drain_timeout, .. } = self;
        let serving = serve(listener, router, app.limits.hello_timeout, app.stopping.clone());
        let mut serving = tokio::spawn(serving);
        let end = tokio::select! {
            () = drained(&app, drain_timeout) => Ok(()),
            _ = &mut hub => Err(StartError::HubEnded),
            ended = &mut serving => return ended.map_err(|error| StartError::Accept(io::Error::other(error))),
        };
        info!(connections = app.tasks.len(), "stopping");
        app.stopping.cancel();
        app.tasks.close();
        let farewell = async {
            drop(serving.await);
            app.tasks.wait().await;
            app.storage.close().await;
        };
        if timeout(FAREWELL, farewell).await.is_err() {
            warn!("some connections did not end in time");
        }
        end
    }
}

/// Waits until the server is told to stop, and then until its calls are over, but not for ever.
async fn drained(app: &App, patience: Duration) {
    let Shutdown { drain, now } = &app.shutdown;
    drain.cancelled().await;
    info!(connections = app.tasks.len(), "draining");
    tokio::select! {
        () = app.hub.no_calls() => {}
        () = now.cancelled() => {}
        () = sleep(patience) => warn!("some calls are not over yet"),
    }
}

fn keys(options: &Options) -> Result<Keys, StartError> {
    let keys = Keys::of(options)?;
    if options.dev && !keys.can_sign() { Err(StartError::CannotSign) } else { Ok(keys) }
}

async fn listen(address: &str) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address: address.to_owned(), source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let local = listener.local_addr().map_err(failed)?;
    Ok((listener, local))
}
