//! Where connections come in, with TLS of the server's own or without.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::Duration;

use tls_listener::{Error, TlsListener};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::either::Either;
use tracing::{debug, warn};

use crate::read_ahead::ReadAhead;

/// Who a connection is from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

type Secure = TlsListener<TcpListener, TlsAcceptor>;

/// How long to wait where the system has nothing left to accept with.
const PAUSE: Duration = Duration::from_secs(1);

/// Accepts connections.
pub(crate) enum Listener {
    Plain(TcpListener),
    /// Handshakes go on at the same time, each for a limited time.
    Tls(Box<Secure>),
}

impl Listener {
    pub(crate) fn new(tcp: TcpListener, tls: Option<TlsAcceptor>) -> Listener {
        match tls {
            None => Listener::Plain(tcp),
            Some(tls) => Listener::Tls(Box::new(TlsListener::new(tls, tcp))),
        }
    }
}

impl axum::serve::Listener for Listener {
    type Io = ReadAhead<Either<TcpStream, Box<TlsStream<TcpStream>>>>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        let (stream, from) = match self {
            Listener::Plain(listener) => {
                let (stream, from) = axum::serve::Listener::accept(listener).await;
                (Either::Left(stream), from)
            }
            Listener::Tls(listener) => {
                let (stream, from) = secured(listener).await;
                // A connection without TLS need not have the room for it.
                (Either::Right(Box::new(stream)), from)
            }
        };
        prepare(&stream);
        (ReadAhead::new(stream), from)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        match self {
            Listener::Plain(listener) => listener.local_addr(),
            Listener::Tls(listener) => listener.local_addr(),
        }
    }
}

async fn secured(listener: &mut Secure) -> (TlsStream<TcpStream>, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(Error::ListenerError(error)) if error.kind() != ErrorKind::ConnectionAborted => {
                warn!(%error, "cannot accept connections");
                sleep(PAUSE).await;
            }
            Err(error) => debug!(%error, "a connection was given up before it was secure"),
        }
    }
}

fn prepare(stream: &Either<TcpStream, Box<TlsStream<TcpStream>>>) {
    let stream = match stream {
        Either::Left(stream) => stream,
        Either::Right(stream) => stream.get_ref().0,
    };
    if let Err(error) = stream.set_nodelay(true) {
        warn!(%error, "small messages will be late");
    }
}
