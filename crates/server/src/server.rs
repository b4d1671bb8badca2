use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use offhook_switchboard::Switchboard;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use crate::auth::{Issuer, KeyError, Keys, Verifier};
use crate::config::{Config, Limits, Options};
use crate::http::{Origins, router};
use crate::signaling::{Hub, HubHandle};

/// How long connections may take to end once the server stops.
const DRAIN: Duration = Duration::from_secs(4);

/// What every request can reach.
pub(crate) struct App {
    pub(crate) verifier: Verifier,
    pub(crate) issuer: Issuer,
    pub(crate) origins: Origins,
    pub(crate) limits: Limits,
    pub(crate) hub: HubHandle,
    /// The connections' tasks.
    pub(crate) tasks: TaskTracker,
    /// Whether connections have to end.
    pub(crate) stopping: CancellationToken,
}

/// A server that listens already.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    hub: JoinHandle<()>,
    tasks: TaskTracker,
    stopping: CancellationToken,
}

/// Why a server cannot start, or ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No key for tokens.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The key can only verify, and `--dev` makes tokens.
    #[error("`auth.key_file` has a public key only: `--dev` needs the private one to make tokens")]
    CannotSign,
    /// The address is taken or makes no sense.
    #[error("cannot listen on {address:?} (`server.listen`): {source}")]
    Listen {
        /// As configured.
        address: String,
        /// Why not.
        source: io::Error,
    },
    /// The call control broke; it has to be started anew.
    #[error("the call control ended; this is a defect of the server")]
    HubEnded,
    /// Connections can no longer be accepted.
    #[error("cannot accept connections: {0}")]
    Accept(io::Error),
}

impl Server {
    /// Makes everything ready and listens.
    pub async fn bind(options: Options) -> Result<Server, StartError> {
        let Options { dev, config } = options;
        let keys = keys(dev, &config)?;
        let (listener, address) = listen(&config.server.listen).await?;
        if dev && !address.ip().is_loopback() {
            warn!("--dev gives a token to everybody who can reach {address}");
        }
        let (hub, running) = Hub::new(Switchboard::new(config.switchboard()));
        let app = Arc::new(App {
            verifier: Verifier::new(keys, config.auth.tenants),
            issuer: config
                .server
                .public_url
                .map_or(Issuer::Reached { port: address.port() }, Issuer::Configured),
            origins: if dev {
                Origins::All
            } else {
                Origins::Only(config.server.allowed_origins.unwrap_or_default())
            },
            limits: config.limits,
            hub,
            tasks: TaskTracker::new(),
            stopping: CancellationToken::new(),
        });
        let (tasks, stopping) = (app.tasks.clone(), app.stopping.clone());
        let hub = tokio::spawn(running.run());
        Ok(Server { listener, address, router: router(app, dev), hub, tasks, stopping })
    }

    /// Where it listens: the port that was found, if 0 was asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is ready, then ends the connections in a way that has clients come back.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<(), StartError> {
        let Server { listener, router, mut hub, tasks, stopping, .. } = self;
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                warn!(%error, "small messages will be late");
            }
        });
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving =
            axum::serve(listener, service).with_graceful_shutdown(stopping.clone().cancelled_owned());
        let mut serving = tokio::spawn(serving.into_future());
        let end = tokio::select! {
            () = stop => Ok(()),
            _ = &mut hub => Err(StartError::HubEnded),
            ended = &mut serving => return ended.map_err(io::Error::other).flatten().map_err(StartError::Accept),
        };
        info!(connections = tasks.len(), "stopping");
        stopping.cancel();
        tasks.close();
        if timeout(DRAIN, async { (serving.await.ok(), tasks.wait().await) }).await.is_err() {
            warn!("some connections did not end in time");
        }
        end
    }
}

fn keys(dev: bool, config: &Config) -> Result<Keys, StartError> {
    if !dev {
        return Ok(Keys::configured(&config.auth)?);
    }
    let keys = Keys::configured_or_made(&config.auth, &config.server.data)?;
    if keys.can_sign() { Ok(keys) } else { Err(StartError::CannotSign) }
}

async fn listen(address: &str) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address: address.to_owned(), source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let local = listener.local_addr().map_err(failed)?;
    Ok((listener, local))
}
