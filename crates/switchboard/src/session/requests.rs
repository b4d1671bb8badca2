//! What a page says.

use offhook_protocol::{
    ApiError, CallId, ClientMessage, Frame, Join, LegId, Receipt, ServerMessage, Sources, close,
};

use super::{Fate, Session};
use crate::desk::Desk;
use crate::mail::{Ask, Asker, Caller, Mail, ToCall, ToGroup};

/// How many calls a page may be in when it starts another. Nobody talks in so many; a script could have as many phones ring.
/// Those that ring here do not count, or else whoever rings somebody often enough would keep them from calling.
const MOST_LEGS: usize = 16;

impl Session {
    /// Takes a frame of the page.
    pub(crate) fn receive(&mut self, desk: &mut Desk<'_>, frame: Frame<ClientMessage>) -> Fate {
        // An acknowledgement is no word of the page's.
        if let Some(message) = &frame.message {
            self.leaving = *message == ClientMessage::Leaving;
        }
        match self.link.receive(frame.seq, frame.ack) {
            Receipt::Duplicate => return Fate::Stays,
            Receipt::Gap => return self.close(desk, close::OUT_OF_ORDER),
            Receipt::Fresh => {}
        }
        let Some(message) = frame.message else {
            self.not_understood(desk, frame.seq);
            return Fate::Stays;
        };
        let fate = match message {
            ClientMessage::Bye => Fate::Ends,
            ClientMessage::Leaving => Fate::Stays,
            ClientMessage::Ping { last } if last > self.link.last_received() => {
                self.close(desk, close::OUT_OF_ORDER)
            }
            ClientMessage::Ping { .. } => {
                let pong = self.link.send_once(ServerMessage::Pong { last: self.link.last_sent() });
                self.send(desk, pong);
                Fate::Stays
            }
            ClientMessage::Hello(_) => self.close(desk, close::MALFORMED),
            _ if frame.seq == 0 => self.close(desk, close::MALFORMED),
            request => {
                self.request(desk, frame.seq, request);
                Fate::Stays
            }
        };
        self.acknowledge_if_due(desk);
        fate
    }

    /// A request that this version does not know, or cannot read, is answered, so that nobody waits for it.
    fn not_understood(&mut self, desk: &mut Desk<'_>, request: u64) {
        if request > 0 {
            self.fail(desk, request, ApiError::MALFORMED);
        }
    }

    /// What came was no frame.
    pub(crate) fn malformed(&mut self, desk: &mut Desk<'_>) -> Fate {
        self.close(desk, close::MALFORMED)
    }

    fn request(&mut self, desk: &mut Desk<'_>, request: u64, message: ClientMessage) {
        match message {
            ClientMessage::StartCall(start) => {
                self.begin(desk, request, (start.leg, start.sources), |call, caller| {
                    Mail::Call(call, ToCall::Start(caller, start.callee))
                });
            }
            ClientMessage::StartGroup(start) => {
                self.begin(desk, request, (start.leg, start.sources), |call, caller| {
                    Mail::Call(call, ToCall::StartGroup(caller, start.callees, start.thread))
                });
            }
            ClientMessage::Join(join) => self.join(desk, request, join),
            ClientMessage::Negotiate { leg, peer, signal } => {
                self.ask(desk, request, leg, |call, from| Mail::Signal(call, from, peer, signal));
            }
            message => {
                if let Some((leg, ask)) = Ask::of(message) {
                    self.ask(desk, request, leg, |call, from| Mail::Call(call, ToCall::Ask { from, ask }));
                }
            }
        }
    }

    fn join(&mut self, desk: &mut Desk<'_>, request: u64, join: Join) {
        match join.group.canonical() {
            Some(group) => self.begin(desk, request, (join.leg, join.sources), |_, caller| {
                Mail::Group(group, ToGroup::Join(caller))
            }),
            None => self.fail(desk, request, ApiError::GROUP_IS_NO_GUID),
        }
    }

    /// A new leg of this page's own.
    fn begin(
        &mut self,
        desk: &mut Desk<'_>,
        request: u64,
        (leg, sources): (LegId, Sources),
        mail: impl FnOnce(CallId, Caller) -> Mail,
    ) {
        if let Err(error) = self.may_start(&leg) {
            return self.fail(desk, request, error);
        }
        let call = CallId(desk.ids.guid());
        let caller = Caller {
            endpoint: self.endpoint.clone(),
            user: self.identity.user.clone(),
            name: self.identity.name.clone(),
            tenant: self.identity.tenant.clone(),
            request,
            leg,
            sources,
        };
        desk.post(mail(call, caller));
    }

    /// Something about a leg that the page has.
    fn ask(&self, desk: &mut Desk<'_>, request: u64, leg: LegId, mail: impl FnOnce(CallId, Asker) -> Mail) {
        let from = Asker { endpoint: self.endpoint.clone(), leg, request };
        match self.legs.get(&from.leg) {
            Some(part) => desk.post(mail(part.call.clone(), from)),
            None => desk.post(from.answer(Err(ApiError::CALL_ENDED))),
        }
    }

    fn may_start(&self, leg: &LegId) -> Result<(), ApiError> {
        match () {
            () if self.legs.contains_key(leg) => Err(ApiError::MALFORMED),
            () if !self.authorized => Err(ApiError::TOKEN_EXPIRED),
            () if self.legs.values().filter(|part| part.entered).count() >= MOST_LEGS => {
                Err(ApiError::TOO_MANY_CALLS)
            }
            () => Ok(()),
        }
    }
}
