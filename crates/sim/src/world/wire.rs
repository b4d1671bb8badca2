//! Frames on WebSockets, as text, through the real codec.

use std::borrow::Borrow;

use offhook_core::{ClientFrame, ConnectionId, Input, SocketCommand, SocketEvent};
use offhook_protocol::{ClientMessage, Frame, MAX_MESSAGE_BYTES, ServerMessage, close};
use serde::{Serialize, de::IgnoredAny};

use super::{Happening, World};
use crate::network::{Arrival, SocketId, Toward};
use crate::page::{Mind, PageId};
use crate::schedule::Haste;
use crate::server::{Verdict, judge};

impl World {
    pub(super) fn socket_command(&mut self, id: PageId, connection: ConnectionId, command: SocketCommand) {
        match command {
            SocketCommand::Open => self.page_connects(id, connection),
            SocketCommand::Send(frame) => match self.page(id).sockets.get(&connection).copied() {
                Some(socket) => self.page_sends(socket, &frame),
                None => self.page_violation(id, "a frame for a connection that was never opened"),
            },
            SocketCommand::Close { code } => {
                if let Some(socket) = self.page(id).sockets.get(&connection).copied() {
                    self.page_closes(socket, code);
                }
            }
        }
    }

    pub(super) fn page_connects(&mut self, id: PageId, connection: ConnectionId) {
        let socket = self.network.open(self.now, id, connection);
        let old = self.page_mut(id).sockets.insert(connection, socket);
        if old.is_some() {
            self.page_violation(id, "a connection's number is used twice");
        }
        self.note_page(id, || "connects".to_owned());
        self.send(socket, Toward::Server, Arrival::Opened);
    }

    /// A request of its own, which is lost where there is no network.
    pub(super) fn page_says_farewell(&mut self, id: PageId, frames: &[ClientFrame]) {
        if !self.page(id).online {
            return;
        }
        // No connection that the client knows.
        let socket = self.network.open(self.now, id, ConnectionId(u32::MAX));
        self.send(socket, Toward::Server, Arrival::Opened);
        for frame in frames {
            self.page_sends(socket, frame);
        }
        self.page_closes(socket, close::NORMAL);
    }

    pub(super) fn page_sends<M: Borrow<ClientMessage> + Serialize>(
        &mut self,
        socket: SocketId,
        frame: &Frame<M>,
    ) {
        let Some(page) = self.network.socket(socket).map(|socket| socket.page) else { return };
        let lawful =
            frame.message.as_ref().map_or(Ok(()), |message| self.law.read_along(page, message.borrow()));
        if let Err(broken) = lawful
            && self.page(page).is_client()
        {
            self.page_violation(page, &broken);
        }
        let text = serde_json::to_string(frame).expect("messages are JSON");
        self.page_says(socket, text);
    }

    /// Any text whatever.
    pub(super) fn page_says(&mut self, socket: SocketId, text: String) {
        let Some(page) = self.network.socket(socket).map(|socket| socket.page) else { return };
        self.note_page(page, || format!("-> {text}"));
        if text.len() > MAX_MESSAGE_BYTES && self.page(page).is_client() {
            self.page_violation(page, "a message is too long");
        }
        self.send(socket, Toward::Server, Arrival::Text(text));
    }

    pub(super) fn page_closes(&mut self, socket: SocketId, code: u16) {
        let Some(open) = self.network.socket_mut(socket) else { return };
        let page = open.page;
        open.set_listens(Toward::Page, false);
        self.note_page(page, || format!("-> closes with {code}"));
        self.send(socket, Toward::Server, Arrival::Closed(code));
    }

    pub(super) fn server_sends(
        &mut self,
        connection: offhook_switchboard::ConnectionId,
        frame: &Frame<ServerMessage>,
    ) {
        let text = serde_json::to_string(frame).expect("messages are JSON");
        if text.len() > MAX_MESSAGE_BYTES {
            self.violation("the server's message is too long".to_owned());
        }
        self.send(SocketId(connection.0), Toward::Page, Arrival::Text(text));
    }

    pub(super) fn server_closes(&mut self, socket: SocketId, code: u16) {
        if let Some(open) = self.network.socket_mut(socket) {
            open.set_listens(Toward::Server, false);
            self.send(socket, Toward::Page, Arrival::Closed(code));
        }
    }

    /// The server asks whether a silent page is there, which its browser answers by itself (RFC 6455 section 5.5.2), however little
    /// the page has to say.
    pub(super) fn server_asks(&mut self, id: SocketId) {
        let Some(socket) = self.network.socket(id) else { return };
        let page = self.page(socket.page);
        let answers = socket.listens(Toward::Page) && page.online && page.is_client();
        match self.network.socket_mut(id).filter(|_| answers) {
            Some(socket) => socket.heard_at = self.now,
            None => self.server_gives_up(id),
        }
    }

    /// Nothing was heard for too long.
    fn server_gives_up(&mut self, socket: SocketId) {
        self.note(|| format!("the server gives up connection {}", socket.0));
        self.server_closes(socket, close::TIMED_OUT);
        self.tell_server_closed(socket);
    }

    pub(super) fn arrives_at_server(&mut self, id: SocketId, arrival: Arrival) {
        let Some(arrival) = self.unless_held(id, Toward::Server, arrival) else { return };
        let Some(socket) = self.network.socket_mut(id) else { return };
        match arrival {
            Arrival::Opened if self.server.up => {
                socket.set_listens(Toward::Server, true);
                socket.heard_at = self.now;
                self.send(id, Toward::Page, Arrival::Opened);
            }
            Arrival::Opened => self.send(id, Toward::Page, Arrival::Closed(close::LOST)),
            _ if !socket.listens(Toward::Server) => {}
            Arrival::Text(text) => self.server_hears(id, &text),
            Arrival::Closed(_) => {
                socket.set_listens(Toward::Server, false);
                self.tell_server_closed(id);
                self.network.forget_closed();
            }
        }
    }

    fn server_hears(&mut self, id: SocketId, text: &str) {
        let Some(socket) = self.network.socket_mut(id) else { return };
        socket.heard_at = self.now;
        let greeted = std::mem::replace(&mut socket.greeted, true);
        match judge(self.now, offhook_switchboard::ConnectionId(id.0), greeted, text) {
            Verdict::Pass(input) => self.server_input(input),
            Verdict::Close(message, code) => {
                if let Some(message) = message {
                    let frame = Frame { seq: 0, ack: 0, message: Some(message) };
                    self.server_sends(offhook_switchboard::ConnectionId(id.0), &frame);
                }
                self.server_closes(id, code);
            }
        }
    }

    fn tell_server_closed(&mut self, id: SocketId) {
        let connection = offhook_switchboard::ConnectionId(id.0);
        self.server_input(offhook_switchboard::Input::Closed { connection });
    }

    pub(super) fn arrives_at_page(&mut self, id: SocketId, arrival: Arrival) {
        let Some(arrival) = self.unless_held(id, Toward::Page, arrival) else { return };
        let Some(socket) = self.network.socket_mut(id).filter(|socket| socket.listens(Toward::Page)) else {
            return;
        };
        let (page, connection) = (socket.page, socket.connection);
        if let Arrival::Closed(_) = arrival {
            socket.set_listens(Toward::Page, false);
            self.network.forget_closed();
        }
        self.note_page(page, || match &arrival {
            Arrival::Opened => "<- is connected".to_owned(),
            Arrival::Text(text) => format!("<- {text}"),
            Arrival::Closed(code) => format!("<- is disconnected with {code}"),
        });
        match self.page(page).mind {
            Mind::Client(_) => self.page_input(page, Input::Socket(connection, socket_event(arrival))),
            Mind::Intruder(_) => self.intruder_hears(page, arrival),
        }
    }

    /// One end of a connection notices that it is broken.
    pub(super) fn breaks(&mut self, id: SocketId, toward: Toward) {
        match toward {
            Toward::Server => self.arrives_at_server(id, Arrival::Closed(close::LOST)),
            Toward::Page => self.arrives_at_page(id, Arrival::Closed(close::LOST)),
        }
    }

    pub(super) fn send(&mut self, id: SocketId, toward: Toward, arrival: Arrival) {
        for (at, arrival) in self.network.send(self.now, id, toward, arrival) {
            self.schedule.put(at, Haste::OnTheWay, Happening::Arrives(id, toward, arrival));
        }
    }

    /// While the page has no network, nothing arrives on either side.
    fn unless_held(&mut self, id: SocketId, toward: Toward, arrival: Arrival) -> Option<Arrival> {
        let socket = self.network.socket_mut(id)?;
        if self.pages.get(&socket.page).is_some_and(|page| page.online) {
            return Some(arrival);
        }
        socket.hold(toward, arrival);
        None
    }
}

/// As the shell in a browser reads it.
fn socket_event(arrival: Arrival) -> SocketEvent {
    match arrival {
        Arrival::Opened => SocketEvent::Opened,
        Arrival::Closed(code) => SocketEvent::Closed { code },
        Arrival::Text(text) => match serde_json::from_str(&text) {
            Ok(frame) => SocketEvent::Frame(Box::new(frame)),
            Err(_) => match serde_json::from_str::<Frame<IgnoredAny>>(&text) {
                Ok(frame) => {
                    SocketEvent::Frame(Box::new(Frame { seq: frame.seq, ack: frame.ack, message: None }))
                }
                Err(_) => SocketEvent::Malformed,
            },
        },
    }
}
