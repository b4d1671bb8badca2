//! What a page is told.

use offhook_protocol::{ApiError, Frame, IceConfiguration, ServerMessage, VERSION, Welcome, close};

use super::connection::Reach;
use super::{Fate, Session};
use crate::desk::Desk;
use crate::mail::{Mail, ToCall};
use crate::output::{CloseReason, Output};

/// How many messages may wait for an acknowledgement while the page is there, which acknowledges much earlier
/// (`offhook_protocol::Link`).
const UNACKNOWLEDGED_MESSAGES: usize = 1024;

impl Session {
    pub(super) fn welcome(&mut self, desk: &mut Desk<'_>, resumed: bool) {
        let welcome = ServerMessage::Welcome(Welcome {
            version: VERSION,
            session: Session::id_of(&self.endpoint),
            endpoint: self.endpoint.clone(),
            resumed,
            loss_timeout: desk.config.loss_timeout.as_millis() as u64,
            ice: self.ice(desk),
        });
        let frame = self.link.send_once(welcome);
        self.send(desk, frame);
    }

    /// The deadline of a page that is there has come.
    pub(super) fn renew_ice(&mut self, desk: &mut Desk<'_>) {
        let ice = ServerMessage::Ice(self.ice(desk));
        let frame = self.link.send_once(ice);
        self.send(desk, frame);
    }

    /// What the page shall use from now on.
    fn ice(&mut self, desk: &Desk<'_>) -> IceConfiguration {
        self.renew_ice_at = desk.config.ice.renewal(desk.now);
        desk.config.ice.of(&self.identity.user, desk.now)
    }

    pub(super) fn resync(&mut self, desk: &mut Desk<'_>) {
        self.link.drop_unacknowledged();
        self.deliver(desk, ServerMessage::Resync { legs: self.legs.keys().cloned().collect() });
        for part in self.legs.values() {
            desk.post(Mail::Call(part.call.clone(), ToCall::Resend(self.endpoint.clone())));
        }
    }

    pub(super) fn deliver(&mut self, desk: &mut Desk<'_>, message: ServerMessage) {
        let frame = self.link.send(message);
        match &mut self.reach {
            Reach::Online(_) if self.link.unacknowledged().len() > UNACKNOWLEDGED_MESSAGES => {
                self.close(desk, close::OUT_OF_ORDER);
            }
            Reach::Online(_) => self.send(desk, frame),
            Reach::Lost { overflown, .. } => {
                *overflown |= self.link.unacknowledged().len() > desk.config.kept_messages;
                if *overflown {
                    self.link.drop_unacknowledged();
                }
            }
        }
    }

    /// A request that is refused.
    pub(super) fn fail(&mut self, desk: &mut Desk<'_>, request: u64, error: ApiError) {
        self.deliver(desk, ServerMessage::Done { request, error: Some(error) });
    }

    pub(super) fn send(&self, desk: &mut Desk<'_>, frame: Frame<ServerMessage>) {
        if let Reach::Online(connection) = self.reach {
            desk.outputs.push_back(Output::Send(connection, frame));
        }
    }

    pub(super) fn acknowledge_if_due(&mut self, desk: &mut Desk<'_>) {
        if self.link.owes_acknowledgement() {
            let frame = self.link.acknowledge();
            self.send(desk, frame);
        }
    }

    /// Closes the connection, which the shell then reports as closed.
    pub(super) fn close(&self, desk: &mut Desk<'_>, code: u16) -> Fate {
        if let Reach::Online(connection) = self.reach {
            desk.outputs.push_back(Output::Close(connection, CloseReason(code)));
        }
        Fate::LosesConnection
    }
}
