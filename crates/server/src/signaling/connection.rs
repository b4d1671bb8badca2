use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_channel::mpsc;
use futures_util::StreamExt;
use futures_util::future::OptionFuture;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use offhook_protocol::{ApiError, ClientMessage, Frame, Hello, MAX_MESSAGE_BYTES, ServerMessage, close};
use offhook_switchboard::{ConnectionId, Identity, Input, Received};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};
use tracing::{Span, debug, info, info_span};

use super::frame::{decode, encode};
use super::hub::Outgoing;
use crate::config::Limits;
use crate::server::App;

/// RFC 6455 section 7.4.1.
const TOO_BIG: u16 = 1009;
/// The server stops and will be back: connect again and resume
/// (<https://www.iana.org/assignments/websocket/websocket.xml>).
const SERVICE_RESTART: u16 = 1012;
/// A close frame without a code.
const NO_CODE: u16 = 1005;
/// How long a client may take to answer a close frame.
const FAREWELL: Duration = Duration::from_secs(2);

/// How a connection ends.
enum End {
    /// Without a word.
    Lost,
    /// By the client, with this code.
    ByClient(u16),
    /// By the server, with this code.
    ByServer(u16),
}

impl End {
    /// What the log says.
    fn code(&self) -> u16 {
        match self {
            End::Lost => close::LOST,
            End::ByClient(code) | End::ByServer(code) => *code,
        }
    }
}

/// What is known of a connection before its client says anything.
pub(super) struct Origin {
    pub(super) id: ConnectionId,
    pub(super) from: SocketAddr,
    /// By which host the server was reached. It decides whose tokens are taken.
    pub(super) host: Box<str>,
}

/// One client's WebSocket.
pub(super) struct Connection {
    app: Arc<App>,
    origin: Origin,
    socket: WebSocket,
    rate: DefaultDirectRateLimiter,
}

impl Connection {
    /// One that was just opened, in a box, as every task that waits has the size of all that it holds.
    pub(super) fn new(app: Arc<App>, origin: Origin, socket: WebSocket) -> Box<Connection> {
        let Limits { messages_per_second, message_burst, .. } = app.limits;
        let quota = Quota::per_second(messages_per_second).allow_burst(message_burst);
        Box::new(Connection { app, origin, socket, rate: RateLimiter::direct(quota) })
    }

    /// Serves it until it ends. What is done once is in boxes that are gone while it waits for messages.
    pub(super) async fn run(mut self: Box<Connection>) {
        self.app.metrics.connections.inc();
        let end = match Box::pin(self.sign_in()).await {
            Ok(queue) => {
                let end = self.signed_in(queue).await;
                let connection = self.origin.id;
                self.app.hub.input(connection, Input::Closed { connection }).await;
                end
            }
            Err(end) => end,
        };
        info!(parent: &self.span(), code = end.code(), "closed");
        self.app.metrics.connections.dec();
        Box::pin(self.close(end)).await;
    }

    /// Waits for the `Hello` and looks at its token.
    async fn sign_in(&mut self) -> Result<mpsc::Receiver<Outgoing>, End> {
        let (hello, ack) = self.hello().await?;
        match self.verify(&hello.token) {
            Ok(identity) => {
                info!(parent: &self.span(), user = %identity.user, "signed in");
                let queue = as_usize(self.app.limits.send_queue);
                Ok(self.app.hub.sign_in(self.origin.id, queue, identity, (hello, ack)).await)
            }
            Err(error) => Err(self.refuse(error).await),
        }
    }

    async fn hello(&mut self) -> Result<(Hello, u64), End> {
        let app = self.app.clone();
        let text = async {
            loop {
                let message = self.socket.recv().await;
                if let Some(received) = self.read(message)? {
                    return Ok(received);
                }
            }
        };
        let first = tokio::select! {
            first = timeout(app.limits.hello_timeout, text) => first,
            () = app.stopping.cancelled() => return Err(End::ByServer(SERVICE_RESTART)),
        };
        match first.unwrap_or(Err(End::ByServer(close::TIMED_OUT)))? {
            Received::Frame(Frame { message: Some(ClientMessage::Hello(hello)), ack, .. }) => {
                Ok((hello, ack))
            }
            _ => Err(End::ByServer(close::MALFORMED)),
        }
    }

    async fn refuse(&mut self, error: ApiError) -> End {
        info!(parent: &self.span(), why = %error.message, "token refused");
        let refused = Frame { seq: 0, ack: 0, message: Some(ServerMessage::Refused(error)) };
        match self.write(self.text_of(&refused)).await {
            Ok(()) => End::ByServer(close::UNAUTHORIZED),
            Err(end) => end,
        }
    }

    /// Passes on what comes and what goes, until the connection ends.
    async fn signed_in(&mut self, mut queue: mpsc::Receiver<Outgoing>) -> End {
        let stopping = self.app.stopping.clone();
        let mut pulse = Pulse::new(self.app.limits.ping_interval);
        loop {
            let step = tokio::select! {
                // In this order: what was queued before the server stops, such as the end of its last call, is written; and who
                // says much does not keep the rest waiting.
                biased;
                // Writes are in boxes, as the task has room for all that it may wait for.
                outgoing = queue.next() => match self.text(outgoing) {
                    Ok(message) => Box::pin(self.write(message)).await,
                    Err(end) => Err(end),
                },
                () = stopping.cancelled() => Err(End::ByServer(SERVICE_RESTART)),
                _ = pulse.ticks.tick() => Box::pin(self.ping(&mut pulse)).await,
                message = self.socket.recv() => {
                    pulse.heard = true;
                    match self.hear(message) {
                        Ok(told) => { told.await; Ok(()) }
                        Err(end) => Err(end),
                    }
                }
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    /// What the log's lines are about. Made for each of them, as a span that lasts takes memory all the time.
    fn span(&self) -> Span {
        info_span!("connection", id = self.origin.id.0, from = %self.origin.from)
    }

    /// Tells the hub what a message says, if it says anything.
    fn hear(&self, message: Option<Result<Message, axum::Error>>) -> Result<impl Future, End> {
        let received = self.read(message)?;
        let told = received.map(|received| self.app.hub.input(self.origin.id, self.check(received)));
        Ok(OptionFuture::from(told))
    }

    fn verify(&self, token: &str) -> Result<Identity, ApiError> {
        self.app.identify(token, &self.origin.host)
    }

    /// Verifies tokens, so that the switchboard sees none that was not.
    fn check(&self, received: Received) -> Input {
        let connection = self.origin.id;
        match received {
            Received::Frame(Frame { seq, ack, message: Some(ClientMessage::Reauth { token }) }) => {
                let identity = self.verify(&token);
                Input::Reauth { connection, seq, ack, identity }
            }
            Received::Frame(Frame { message: Some(ClientMessage::Hello(_)), .. }) => {
                Input::Frame { connection, received: Received::Malformed }
            }
            received => Input::Frame { connection, received },
        }
    }

    /// What a message of the WebSocket says, if it says anything.
    fn read(&self, message: Option<Result<Message, axum::Error>>) -> Result<Option<Received>, End> {
        let message = match message {
            Some(Ok(message)) => message,
            Some(Err(error)) => {
                debug!(parent: &self.span(), %error, "cannot be read from");
                return Err(End::Lost);
            }
            None => return Err(End::Lost),
        };
        if self.rate.check().is_err() {
            self.app.metrics.rate_limited.inc();
            return Err(End::ByServer(close::TOO_FAST));
        }
        if matches!(message, Message::Text(_) | Message::Binary(_)) {
            self.app.metrics.received.inc();
        }
        match message {
            Message::Text(text) if text.len() > MAX_MESSAGE_BYTES => Err(End::ByServer(TOO_BIG)),
            Message::Text(text) => Ok(Some(decode(text.as_str()))),
            Message::Binary(_) => Ok(Some(Received::Malformed)),
            Message::Close(frame) => Err(End::ByClient(frame.map_or(NO_CODE, |frame| frame.code))),
            Message::Ping(_) | Message::Pong(_) => Ok(None),
        }
    }

    /// What is written of what came out of the queue.
    fn text(&self, outgoing: Option<Outgoing>) -> Result<Message, End> {
        match outgoing {
            Some(Outgoing::Frame(frame)) => Ok(self.text_of(&frame)),
            Some(Outgoing::Close(code)) => Err(End::ByServer(code)),
            None => Err(End::Lost),
        }
    }

    fn text_of(&self, frame: &Frame<ServerMessage>) -> Message {
        self.app.metrics.sent.inc();
        Message::text(encode(frame))
    }

    async fn ping(&mut self, pulse: &mut Pulse) -> Result<(), End> {
        if !std::mem::take(&mut pulse.heard) {
            debug!(parent: &self.span(), "nothing heard");
            return Err(End::Lost);
        }
        self.write(Message::Ping(axum::body::Bytes::new())).await
    }

    async fn write(&mut self, message: Message) -> Result<(), End> {
        match timeout(self.app.limits.ping_interval, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Lost),
        }
    }

    /// Says why, and gives the client the time to read it: bytes that nobody took would reset the connection, and the
    /// reason would be lost with it.
    async fn close(&mut self, end: End) {
        if let End::ByServer(code) = end {
            let farewell = Message::Close(Some(CloseFrame { code, reason: "".into() }));
            let said = async {
                if self.socket.send(farewell).await.is_ok() {
                    while let Some(Ok(_)) = self.socket.recv().await {}
                }
            };
            drop(timeout(FAREWELL, said).await);
        }
    }
}

/// Whether the client is still there.
struct Pulse {
    ticks: Interval,
    /// Anything since the last ping, of which the client's pong is the least.
    heard: bool,
}

impl Pulse {
    fn new(every: Duration) -> Pulse {
        let mut ticks = interval_at(Instant::now() + every, every);
        // After a pause of the whole server, clients get their time to answer all the same.
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Pulse { ticks, heard: true }
    }
}

/// The length of a queue.
pub(super) fn as_usize(count: NonZeroU32) -> usize {
    usize::try_from(count.get()).unwrap_or(usize::MAX)
}
