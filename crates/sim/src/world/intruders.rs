//! Pages that keep to no rule.

use offhook_core::{ConnectionId, MediaCommand, MediaPeerId};
use offhook_protocol::{ClientMessage, Hello, LegId, PeerId, Resume, Timestamp, VERSION};

use super::World;
use crate::intruder::Intruder;
use crate::network::{Arrival, SocketId};
use crate::page::{Mind, PageId};
use crate::server::token;

impl World {
    /// Opens a page of a user that says what it is told to, and has it connect.
    pub fn open_intruder(&mut self, user: &str) -> PageId {
        let id = self.add_page(user, Mind::Intruder(Box::default()));
        self.page_connects(id, ConnectionId(1));
        id
    }

    /// What has become of it.
    pub fn intruder(&self, id: PageId) -> &Intruder {
        match &self.page(id).mind {
            Mind::Intruder(intruder) => intruder,
            Mind::Client(_) => panic!("page {} is no intruder", id.0),
        }
    }

    /// It says who it is, with a good token.
    pub fn intruder_greets(&mut self, id: PageId, resume: Option<Resume>) {
        let page = self.page(id);
        let expires = Timestamp(self.now.0 + 3_600_000);
        let token = token(&page.user, &page.name, expires).jwt;
        let hello = ClientMessage::Hello(Hello { version: VERSION, token, resume, name: None });
        let frame = self.intruder_mut(id).link.send_once(hello);
        if let Some(socket) = self.intruders_socket(id) {
            self.page_sends(socket, &frame);
        }
    }

    /// It sends a message as a client would, numbered.
    pub fn intruder_sends(&mut self, id: PageId, message: ClientMessage) {
        match &message {
            ClientMessage::Accept { leg, .. } => self.law.app_accepts(id, leg),
            ClientMessage::StartCall(start) => self.law.app_starts(id, &start.leg),
            ClientMessage::StartGroup(start) => self.law.app_starts(id, &start.leg),
            ClientMessage::Join(join) => self.law.app_starts(id, &join.leg),
            _ => {}
        }
        let frame = self.intruder_mut(id).link.send(message);
        if let Some(socket) = self.intruders_socket(id) {
            self.page_sends(socket, &frame);
        }
    }

    /// It sends any text whatever.
    pub fn intruder_says(&mut self, id: PageId, text: &str) {
        if let Some(socket) = self.intruders_socket(id) {
            self.page_says(socket, text.to_owned());
        }
    }

    /// It uses its browser. Its media goes out as soon as it can.
    pub fn intruder_media(&mut self, id: PageId, command: MediaCommand) {
        self.media_command(id, command);
    }

    /// From now on it passes on what its media connection makes, as one of a call's peers.
    pub fn intruder_binds(&mut self, id: PageId, media: MediaPeerId, leg: LegId, peer: PeerId) {
        self.intruder_mut(id).bound.insert(media, (leg, peer));
    }

    pub(super) fn intruder_hears(&mut self, id: PageId, arrival: Arrival) {
        let intruder = self.intruder_mut(id);
        match arrival {
            Arrival::Opened => {}
            Arrival::Closed(code) => intruder.closed = Some(code),
            Arrival::Text(text) => {
                let frame = serde_json::from_str(&text).expect("the server sends frames of the protocol");
                if let Some(command) = intruder.hear(frame) {
                    self.media_command(id, command);
                }
            }
        }
    }

    fn intruder_mut(&mut self, id: PageId) -> &mut Intruder {
        match &mut self.page_mut(id).mind {
            Mind::Intruder(intruder) => intruder,
            Mind::Client(_) => panic!("page {} is no intruder", id.0),
        }
    }

    fn intruders_socket(&self, id: PageId) -> Option<SocketId> {
        self.page(id).sockets.values().next_back().copied()
    }
}
