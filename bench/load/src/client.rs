//! A page's WebSocket, which acknowledges as pages do.

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use offhook_protocol::{
    ClientMessage, Frame, Hello, Link, Receipt, SIGNALING_PATH, SUBPROTOCOL, ServerMessage, VERSION,
};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::server::Server;

/// Thousands of clients have to fit into this process.
const BUFFER_BYTES: usize = 4096;

/// A client, signed in where there is something to sign in to.
pub(crate) struct Client {
    socket: WebSocketStream<TcpStream>,
    link: Link<ClientMessage>,
    /// The user's raw id.
    pub(crate) user: String,
}

impl Client {
    pub(crate) async fn open(server: &Server) -> Result<Client> {
        let socket = connect(server).await?;
        let mut client = Client { socket, link: Link::new(), user: String::new() };
        if server.signs_in {
            let (token, user) = server.new_user()?;
            client.user = user;
            client.sign_in(token).await?;
        }
        Ok(client)
    }

    async fn sign_in(&mut self, token: String) -> Result<()> {
        let hello = ClientMessage::Hello(Hello { version: VERSION, token, resume: None, name: None });
        let frame = self.link.send_once(hello);
        self.send(&frame).await?;
        self.until(|message| matches!(message, ServerMessage::Welcome(_)).then_some(())).await
    }

    /// Sends a numbered message.
    pub(crate) async fn say(&mut self, message: ClientMessage) -> Result<()> {
        let frame = self.link.send(message);
        self.send(&frame).await
    }

    /// What comes next. Nothing is lost if this is given up before it came.
    pub(crate) async fn frame(&mut self) -> Result<Frame<ServerMessage>> {
        loop {
            match self.socket.next().await.context("the server has closed the connection")?? {
                Message::Text(text) => return Ok(serde_json::from_str(&text)?),
                Message::Close(frame) => bail!("the server closes the connection: {frame:?}"),
                _ => {}
            }
        }
    }

    /// What a frame says, if it says anything.
    pub(crate) async fn take(&mut self, frame: Frame<ServerMessage>) -> Result<Option<ServerMessage>> {
        if self.link.receive(frame.seq, frame.ack) != Receipt::Fresh {
            bail!("message {} does not come in its turn", frame.seq);
        }
        if self.link.owes_acknowledgement() {
            let acknowledgement = self.link.acknowledge();
            self.send(&acknowledgement).await?;
        }
        Ok(frame.message)
    }

    /// Messages until one is what is looked for.
    pub(crate) async fn until<T>(&mut self, wanted: impl Fn(ServerMessage) -> Option<T>) -> Result<T> {
        loop {
            let frame = self.frame().await?;
            if let Some(found) = self.take(frame).await?.and_then(&wanted) {
                return Ok(found);
            }
        }
    }

    async fn send(&mut self, frame: &Frame<ClientMessage>) -> Result<()> {
        Ok(self.socket.send(Message::text(serde_json::to_string(frame)?)).await?)
    }
}

/// Whether none of the tasks of clients has ended: a figure would be wrong without them.
pub(crate) fn all_go_on(clients: &mut JoinSet<Result<()>>) -> Result<()> {
    clients.try_join_next().map_or(Ok(()), |ended| ended?.context("a client"))
}

async fn connect(server: &Server) -> Result<WebSocketStream<TcpStream>> {
    let stream = TcpStream::connect(&server.address).await?;
    stream.set_nodelay(true)?;
    let mut request = format!("ws://{}{SIGNALING_PATH}", server.address).into_client_request()?;
    request.headers_mut().insert("Sec-WebSocket-Protocol", SUBPROTOCOL.parse()?);
    let config = WebSocketConfig::default().read_buffer_size(BUFFER_BYTES).write_buffer_size(0);
    let (socket, _) = client_async_with_config(request, stream, Some(config)).await?;
    Ok(socket)
}
