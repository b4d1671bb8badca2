//! What the pages in a call ask for. A request that is not the asker's to make changes nothing.

use offhook_protocol::{
    ApiError, DescriptionKind, EndReason, LegId, Orders, PeerId, ServerMessage, Signal, Sources,
};

use super::Call;
use super::record::{Invitation, Stage};
use crate::desk::Desk;
use crate::mail::{Ask, AskInside, Asker, Mail, ToSession};

impl Call {
    pub(super) fn ask(&mut self, desk: &mut Desk<'_>, from: &Asker, ask: Ask) {
        let Some(stage) = self.record.legs.get(&from.leg).map(|leg| leg.stage) else {
            return desk.post(from.answer(Err(ApiError::CALL_ENDED)));
        };
        match ask {
            Ask::Ringing => self.record.rings(&from.leg),
            Ask::Accept(sources) => {
                let result = self.accept(desk, from, stage, sources);
                desk.post(from.answer(result));
            }
            Ask::Reject => {
                let result = self.reject(desk, &from.leg, stage);
                desk.post(from.answer(result));
            }
            Ask::HangUp | Ask::EndForEveryone if stage.may_accept() => {
                drop(self.reject(desk, &from.leg, stage));
            }
            Ask::HangUp => self.hang_up(desk, &from.leg),
            Ask::EndForEveryone => self.end_for_everyone(desk, &from.leg),
            Ask::Peer(peer, state) => self.record.saw(desk.now, desk.config, peer, &from.leg, state),
            Ask::Inside(ask) if stage == Stage::In => self.ask_inside(desk, from, ask),
            Ask::Inside(_) => desk.post(from.answer(Err(ApiError::NOT_ACCEPTED))),
        }
    }

    fn ask_inside(&mut self, desk: &mut Desk<'_>, from: &Asker, ask: AskInside) {
        match ask {
            AskInside::SetSources(sources, obeyed) => self.record.set_sources(&from.leg, sources, obeyed),
            AskInside::Add(user, thread) => {
                let (by, request) = (from.leg.clone(), from.request);
                let invitation = Invitation { by, request, users: vec![user], begins: false };
                self.invite(desk, invitation, thread);
            }
            AskInside::Remove(user) => {
                let result = self.remove(desk, &from.leg, &user);
                self.answer(from, result);
            }
            AskInside::MuteOthers(user) => {
                let result = self.record.mute_others(&from.leg, user.as_ref());
                self.answer(from, result);
            }
        }
    }

    /// The first endpoint of a user to accept has the call; their others are told so.
    fn accept(
        &mut self,
        desk: &mut Desk<'_>,
        from: &Asker,
        stage: Stage,
        sources: Sources,
    ) -> Result<(), ApiError> {
        if !stage.may_accept() {
            return Err(ApiError::NOT_RINGING_ACCEPT);
        }
        let user = self.record.accepted(&from.leg);
        self.record.set_sources(&from.leg, sources, Orders::default());
        self.note_entry(desk, &from.endpoint, &from.leg);
        self.take_in(desk, &user, &from.leg);
        Ok(())
    }

    fn reject(&mut self, desk: &mut Desk<'_>, leg: &LegId, stage: Stage) -> Result<(), ApiError> {
        let user = self.record.legs.get(leg).map(|leg| leg.user.clone());
        match user.filter(|_| stage.may_accept()) {
            None => Err(ApiError::NOT_RINGING_REJECT),
            Some(user) => {
                self.drop_member(desk, &user, EndReason::REJECTED);
                Ok(())
            }
        }
    }

    /// Passes a signal on to the other end.
    pub(crate) fn pass_on(&self, desk: &mut Desk<'_>, from: &Asker, peer: PeerId, signal: Signal) {
        let passed_on = match self.record.legs.contains_key(&from.leg) {
            true => self.negotiate(desk, &from.leg, peer, signal),
            false => Err(ApiError::CALL_ENDED),
        };
        if let Err(error) = passed_on {
            desk.post(from.answer(Err(error)));
        }
    }

    /// Each end may only send what its role allows, so there is no glare whatever a page sends.
    fn negotiate(
        &self,
        desk: &mut Desk<'_>,
        leg: &LegId,
        peer: PeerId,
        signal: Signal,
    ) -> Result<(), ApiError> {
        let link = self.record.peers.get(&peer).ok_or(ApiError::NO_SUCH_PEER)?;
        let other = link.other_end(leg).ok_or(ApiError::NO_SUCH_PEER)?.clone();
        let is_offerer = link.offerer.leg == *leg;
        let allowed = match &signal {
            Signal::Candidate(_) | Signal::Wanted(_) | Signal::NeedWanted => true,
            Signal::Description(description) => (description.kind == DescriptionKind::Offer) == is_offerer,
            Signal::NeedOffer => !is_offerer,
        };
        if !allowed {
            return Err(ApiError::WRONG_ROLE);
        }
        if let Some(to) = self.record.legs.get(&other) {
            let message = ServerMessage::Negotiate { leg: other, peer, signal };
            desk.post(Mail::Session(to.endpoint.clone(), ToSession::Deliver(message)));
        }
        Ok(())
    }
}
