//! What the server says on a connection.

use offhook_protocol::{Frame, Link, Receipt, ServerMessage, Timestamp, Welcome, close};

use super::renewal::next_renewal;
use super::{News, Ping, QUIET, Session, Shown, State};
use crate::desk::Outputs;
use crate::input::ConnectionId;
use crate::output::{Output, SocketCommand};

impl Session {
    pub(super) fn frame(
        &mut self,
        now: Timestamp,
        out: &mut Outputs,
        frame: Frame<ServerMessage>,
    ) -> Option<News> {
        match (self.state, frame.message) {
            (State::Welcome { connection, .. }, Some(ServerMessage::Welcome(welcome))) => {
                self.welcomed(now, out, connection, welcome, frame.ack)
            }
            (State::Welcome { .. }, Some(ServerMessage::Refused(error))) => {
                self.refused(now, out, error);
                None
            }
            (State::Online { connection, .. }, message) => {
                self.state = State::Online { connection, ping: Ping::Quiet { until: now + QUIET } };
                self.message(now, out, frame.seq, frame.ack, message)
            }
            _ => None,
        }
    }

    fn welcomed(
        &mut self,
        now: Timestamp,
        out: &mut Outputs,
        connection: ConnectionId,
        welcome: Welcome,
        ack: u64,
    ) -> Option<News> {
        let is_first = self.welcome.is_none();
        let resumed = welcome.resumed;
        self.welcome = Some(welcome);
        self.state = State::Online { connection, ping: Ping::Quiet { until: now + QUIET } };
        self.tries = 0;
        self.lost_since = None;
        self.renewal = self.token.as_ref().map_or(now, |token| next_renewal(now, token.expires));
        // Of what was asked for before there was a session, nothing was sent yet.
        if resumed || is_first {
            self.link.acknowledged(ack);
            for frame in self.link.resend() {
                out.push(Output::Socket(connection, SocketCommand::Send(frame)));
            }
        } else {
            self.link = Link::new();
            self.newer_token = None;
        }
        self.show(out, Shown::Connected);
        if let Some(request) = self.sign_in.take() {
            out.done(request, Ok(()));
        }
        match (is_first, resumed) {
            (true, _) => None,
            (false, true) => Some(News::Resumed),
            (false, false) => Some(News::Anew),
        }
    }

    fn message(
        &mut self,
        now: Timestamp,
        out: &mut Outputs,
        seq: u64,
        ack: u64,
        message: Option<ServerMessage>,
    ) -> Option<News> {
        if let Some(ServerMessage::Resync { .. }) = message {
            self.link.skip_to(seq.saturating_sub(1));
        }
        let missing = match (&message, self.link.receive(seq, ack)) {
            (_, Receipt::Duplicate) => return None,
            (_, Receipt::Gap) => true,
            (Some(ServerMessage::Pong { last }), Receipt::Fresh) => *last > self.link.last_received(),
            (_, Receipt::Fresh) => false,
        };
        if missing {
            self.lose(now, out, close::OUT_OF_ORDER);
            return None;
        }
        if let (State::Online { connection, .. }, true) = (self.state, self.link.owes_acknowledgement()) {
            out.push(Output::Socket(connection, SocketCommand::Send(self.link.acknowledge())));
        }
        message.map(|message| News::Message(Box::new(message), ack))
    }
}
