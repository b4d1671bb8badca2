use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use offhook_protocol::{
    ClientMessage, Frame, Hello, Resume, SIGNALING_PATH, SUBPROTOCOL, ServerMessage, SessionId, VERSION,
    Welcome,
};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{Request, StatusCode};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config, connect_async,
};

use crate::server::{SOON, Server};

/// A page's WebSocket. Numbers what it sends.
pub(crate) struct Client {
    pub(crate) socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    sent: u64,
    received: u64,
}

impl Client {
    /// Connected, but not signed in.
    pub(crate) async fn connect(server: &Server) -> Client {
        Client::request(request(server)).await.unwrap()
    }

    /// The status, if the server does not open a WebSocket for this.
    pub(crate) async fn request(request: Request<()>) -> Result<Client, StatusCode> {
        match timeout(SOON, connect_async(request)).await.expect("an answer") {
            Ok((socket, _)) => Ok(Client { socket, sent: 0, received: 0 }),
            Err(Error::Http(response)) => Err(response.status()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Connected by TLS to a server that has a certificate of this authority; not signed in.
    pub(crate) async fn connect_securely(
        server: &Server,
        authority: &CertificateDer<'static>,
    ) -> Option<Client> {
        let mut trusted = RootCertStore::empty();
        trusted.add(authority.clone()).unwrap();
        let provider = Arc::new(ring::default_provider());
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = versions.unwrap().with_root_certificates(trusted).with_no_client_auth();
        let connector = Some(Connector::Rustls(Arc::new(config)));
        let mut request = request(server);
        *request.uri_mut() = format!("wss://localhost:{}{SIGNALING_PATH}", server.port).parse().unwrap();
        let stream = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
        let opened = client_async_tls_with_config(request, stream, None, connector);
        let (socket, _) = timeout(SOON, opened).await.expect("an answer").ok()?;
        Some(Client { socket, sent: 0, received: 0 })
    }

    /// Signed in with this token.
    pub(crate) async fn sign_in(server: &Server, token: &str) -> Client {
        let mut client = Client::connect(server).await;
        client.hello(token).await;
        client.welcome().await;
        client
    }

    /// Signed in, and wants to be called so.
    pub(crate) async fn sign_in_as(server: &Server, token: &str, name: &str) -> Client {
        let mut client = Client::connect(server).await;
        client.say_hello(Hello { name: Some(name.to_owned()), ..hello(token) }).await;
        client.welcome().await;
        client
    }

    /// A new user of this name, signed in, and the raw id.
    pub(crate) async fn new_user(server: &Server, name: &str) -> (Client, String) {
        Client::new_user_with(server, json!({ "displayName": name })).await
    }

    /// The same, with a token that was asked for so.
    pub(crate) async fn new_user_with(server: &Server, wanted: Value) -> (Client, String) {
        let user = server.new_user(wanted);
        let client = Client::sign_in(server, user["token"].as_str().unwrap()).await;
        (client, user["rawId"].as_str().unwrap().to_owned())
    }

    pub(crate) async fn hello(&mut self, token: &str) {
        self.say_hello(hello(token)).await;
    }

    /// Goes on with a session, if there is one.
    pub(crate) async fn hello_again(&mut self, token: &str, session: Option<SessionId>) {
        let resume = session.map(|session| Resume { session });
        self.say_hello(Hello { resume, ..hello(token) }).await;
    }

    async fn say_hello(&mut self, hello: Hello) {
        self.send_frame(0, &ClientMessage::Hello(hello)).await;
    }

    pub(crate) async fn welcome(&mut self) -> Welcome {
        match self.message().await {
            ServerMessage::Welcome(welcome) => welcome,
            other => panic!("no Welcome but {other:?}"),
        }
    }

    /// A numbered message, and its number.
    pub(crate) async fn say(&mut self, message: ClientMessage) -> u64 {
        self.sent += 1;
        self.send_frame(self.sent, &message).await;
        self.sent
    }

    async fn send_frame(&mut self, seq: u64, message: &ClientMessage) {
        let frame = Frame { seq, ack: self.received, message: Some(message) };
        self.send(Message::text(serde_json::to_string(&frame).unwrap())).await;
    }

    pub(crate) async fn send(&mut self, message: Message) {
        self.socket.send(message).await.unwrap();
    }

    pub(crate) async fn send_json(&mut self, frame: Value) {
        self.send(Message::text(frame.to_string())).await;
    }

    pub(crate) async fn close(&mut self, code: u16) {
        self.socket.close(Some(CloseFrame { code: code.into(), reason: "".into() })).await.unwrap();
    }

    /// The next message, skipping mere acknowledgements.
    pub(crate) async fn message(&mut self) -> ServerMessage {
        loop {
            let next = self.next().await;
            let Some(Message::Text(text)) = next else { panic!("no message but {next:?}") };
            let frame: Frame<ServerMessage> = serde_json::from_str(text.as_str()).unwrap();
            self.received = self.received.max(frame.seq);
            if let Some(message) = frame.message {
                return message;
            }
        }
    }

    /// Messages until one is what is looked for.
    pub(crate) async fn until<T>(&mut self, wanted: impl Fn(ServerMessage) -> Option<T>) -> T {
        loop {
            if let Some(found) = wanted(self.message().await) {
                return found;
            }
        }
    }

    /// The code that the server closes with, whatever it says before.
    pub(crate) async fn close_code(&mut self) -> u16 {
        loop {
            match self.next().await {
                Some(Message::Close(Some(frame))) => return frame.code.into(),
                Some(Message::Close(None)) => return 1005,
                Some(_) => {}
                None => return 1006,
            }
        }
    }

    /// `None` once nothing can come any more.
    async fn next(&mut self) -> Option<Message> {
        let next = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(message)) => return Some(message),
                    Some(Err(_)) | None => return None,
                }
            }
        };
        timeout(SOON, next).await.expect("something to come")
    }
}

fn hello(token: &str) -> Hello {
    Hello { version: VERSION, token: token.to_owned(), resume: None, name: None }
}

/// What a page's browser asks for.
pub(crate) fn request(server: &Server) -> Request<()> {
    let url = format!("ws://127.0.0.1:{}{SIGNALING_PATH}", server.port);
    let mut request = url.into_client_request().unwrap();
    request.headers_mut().insert("Sec-WebSocket-Protocol", SUBPROTOCOL.parse().unwrap());
    request
}
