//! How a call ends here.

use offhook_protocol::{ApiError, CallView, EndReason, ParticipantState, RawId};

use super::{Asked, Call, Fate, Stage};
use crate::desk::Desk;
use crate::event::Event;
use crate::state::CallState;

impl Call {
    /// Ends it: lets go of all media, then tells in the order that apps rely on: the reason is set, the call leaves
    /// the agent's collection, and only then its state is Disconnected.
    pub(crate) fn finish(&mut self, desk: &mut Desk, reason: EndReason) -> Fate {
        self.stop_media(desk);
        let leg = self.leg.clone();
        if !self.is_shown_as_call() {
            desk.event(Event::IncomingCallEnded { leg, reason });
        } else {
            let view = self.view.as_ref();
            // The others go on without this end; one-to-one, it is the end for both.
            let others = if self.group.is_some() { EndReason::HUNG_UP } else { reason };
            self.people.roster.clear(desk, |participant| end_of(view, participant).unwrap_or(others));
            desk.event(Event::CallEndReasonSet { leg: leg.clone(), reason });
            desk.event(Event::CallRemoved { leg });
            self.set_state(desk, CallState::Disconnected);
        }
        self.answer_requests(desk, reason);
        Fate::Over
    }

    /// The server has it no longer, and how it ended was lost.
    pub(crate) fn finish_unheard(&mut self, desk: &mut Desk) -> Fate {
        let reason = match self.stage {
            Stage::Leaving { reason, .. } => reason,
            _ => EndReason::NETWORK_LOST,
        };
        self.finish(desk, reason)
    }

    /// Closes every peer and every capture.
    pub(super) fn stop_media(&mut self, desk: &mut Desk) {
        for peer in std::mem::take(&mut self.peers) {
            peer.close(desk);
        }
        self.sources.stop(desk);
    }

    fn answer_requests(&mut self, desk: &mut Desk, reason: EndReason) {
        let asked = desk.session.unanswered.forget(&self.leg);
        let waiting = asked.into_iter().filter_map(|asked| match asked {
            Asked::Method(request) => Some(request),
            _ => None,
        });
        for request in self.wants_server_call_id.drain(..).chain(waiting) {
            desk.done(request, Err(ApiError::CALL_ENDED));
        }
        match &mut self.stage {
            Stage::Accepting(request) => {
                let error = ApiError { message: reason.message().into(), ..code_of(reason) };
                if let Some(request) = request.take() {
                    desk.done(request, Err(error));
                }
            }
            Stage::Leaving { requests, .. } => {
                for request in std::mem::take(requests) {
                    desk.done(request, Ok(()));
                }
            }
            Stage::Offered | Stage::Placed | Stage::Joined => {}
        }
    }
}

/// Why the server says that a participant left.
fn end_of(view: Option<&CallView>, participant: &RawId) -> Option<EndReason> {
    match view?.participants.iter().find(|view| view.id == *participant)?.state {
        ParticipantState::Disconnected(reason) => Some(reason),
        _ => None,
    }
}

fn code_of(reason: EndReason) -> ApiError {
    ApiError::new(reason.code, reason.sub_code, "")
}
