//! What the app asks of a call.

use std::time::Duration;

use offhook_protocol::{ApiError, ClientMessage, EndReason, LegState};

use super::{Asked, Call, Fate, Stage, server_call_id};
use crate::desk::Desk;
use crate::event::{Caller, Event};
use crate::input::{CallMethod, RequestId, SourceMethod, StartMedia};
use crate::state::CallState;

/// How long the server may take to confirm that a call is over.
const CONFIRMATION: Duration = Duration::from_secs(3);

impl Call {
    /// Does what the app asks for.
    pub(crate) fn method(&mut self, desk: &mut Desk, request: RequestId, method: CallMethod) -> Fate {
        let leg = self.leg.clone();
        match method {
            CallMethod::Accept(media) => self.accept(desk, request, media),
            CallMethod::Reject => return self.reject(desk, request),
            CallMethod::HangUp => return self.hang_up(desk, request, ClientMessage::HangUp { leg }),
            CallMethod::EndForEveryone => {
                return self.hang_up(desk, request, ClientMessage::EndForEveryone { leg });
            }
            CallMethod::ServerCallId => self.ask_server_call_id(desk, request),
            CallMethod::Hold => {
                self.change(desk, request, |call, desk| call.set_on_hold(desk, request, true));
            }
            CallMethod::Resume => {
                self.change(desk, request, |call, desk| call.set_on_hold(desk, request, false));
            }
            CallMethod::Add(id, thread) => {
                self.change(desk, request, |call, desk| call.add(desk, request, id, thread));
            }
            CallMethod::Remove(id) => self.change(desk, request, |call, desk| call.remove(desk, request, id)),
            CallMethod::MuteOthers(participant) => {
                let mute = ClientMessage::MuteOthers { leg, participant };
                self.change(desk, request, |call, desk| call.ask(desk, request, mute));
            }
            CallMethod::Source(method) => {
                self.change(desk, request, |call, desk| call.change_source(desk, request, method));
            }
            CallMethod::MuteIncomingAudio => {
                self.change(desk, request, |call, desk| call.set_incoming_muted(desk, request, true));
            }
            CallMethod::UnmuteIncomingAudio => {
                self.change(desk, request, |call, desk| call.set_incoming_muted(desk, request, false));
            }
        }
        Fate::Lives
    }

    /// Changes the call, where there is anything to change: not before it was accepted here, and not after it was hung up.
    fn change(&mut self, desk: &mut Desk, request: RequestId, change: impl FnOnce(&mut Call, &mut Desk)) {
        match self.stage {
            Stage::Offered => desk.done(request, Err(ApiError::NOT_ACCEPTED)),
            Stage::Leaving { .. } => desk.done(request, Err(ApiError::CALL_ENDED)),
            Stage::Accepting(_) | Stage::Placed | Stage::Joined => {
                change(self, desk);
                self.sync(desk);
            }
        }
    }

    fn change_source(&mut self, desk: &mut Desk, request: RequestId, method: SourceMethod) {
        if let SourceMethod::StartScreen(_) = method
            && self.shown != CallState::Connected
        {
            return desk.done(request, Err(ApiError::SCREEN_NEEDS_CALL));
        }
        for diagnostic in self.sources.method(desk, request, method) {
            self.diagnose(desk, diagnostic);
        }
    }

    /// Takes an incoming call: opens the microphone, puts it on and tells the server, all at once.
    fn accept(&mut self, desk: &mut Desk, request: RequestId, media: StartMedia) {
        let Some(view) = self.view.as_ref().filter(|_| matches!(self.stage, Stage::Offered)) else {
            return desk.done(request, Err(ApiError::NOT_RINGING_ACCEPT));
        };
        desk.event(Event::CallAdded {
            leg: self.leg.clone(),
            direction: self.direction,
            caller: Caller { id: view.caller.clone(), name: view.caller_name.clone() },
            muted: media.muted,
            is_group: self.is_group(),
        });
        self.stage = Stage::Accepting(Some(request));
        self.set_state(desk, CallState::Connecting);
        self.sources.start(desk, media);
        let accept = ClientMessage::Accept { leg: self.leg.clone(), sources: self.sources.sources() };
        let number = desk.request(accept);
        desk.session.unanswered.expect(number, self.leg.clone(), Asked::Accept);
        self.sync(desk);
    }

    /// Refuses an incoming call.
    fn reject(&mut self, desk: &mut Desk, request: RequestId) -> Fate {
        if !matches!(self.stage, Stage::Offered) {
            desk.done(request, Err(ApiError::NOT_RINGING_REJECT));
            return Fate::Lives;
        }
        let number = desk.request(ClientMessage::Reject { leg: self.leg.clone() });
        desk.session.unanswered.expect(number, self.leg.clone(), Asked::Reject);
        self.leave(desk, request, EndReason::REJECTED)
    }

    /// Leaves the call, or cancels it, or ends it for all, by what the server is told.
    fn hang_up(&mut self, desk: &mut Desk, request: RequestId, message: ClientMessage) -> Fate {
        if let Stage::Leaving { requests, .. } = &mut self.stage {
            requests.push(request);
            return Fate::Lives;
        }
        desk.request(message);
        let reason = self.hang_up_reason();
        self.leave(desk, request, reason)
    }

    /// The agent goes away: ends the call here and tells the others, without waiting.
    pub(crate) fn abandon(&mut self, desk: &mut Desk, reason: Option<EndReason>) {
        let reason = reason.unwrap_or_else(|| self.hang_up_reason());
        if !matches!(self.stage, Stage::Offered | Stage::Leaving { .. }) {
            desk.request(ClientMessage::HangUp { leg: self.leg.clone() });
        }
        self.finish(desk, reason);
    }

    /// Nothing is sent or heard here any more, or it is again; the others are told. Who waits for the state has it before the
    /// promise.
    fn set_on_hold(&mut self, desk: &mut Desk, request: RequestId, on_hold: bool) {
        if !self.shown.is_established() {
            return desk.done(request, Err(ApiError::HOLD_NEEDS_CALL));
        }
        self.sources.hold(desk, on_hold);
        self.sync(desk);
        desk.done(request, Ok(()));
    }

    /// Lets the others be heard here, or not; nobody is told.
    fn set_incoming_muted(&mut self, desk: &mut Desk, request: RequestId, muted: bool) {
        if std::mem::replace(&mut self.incoming_muted, muted) != muted {
            desk.event(Event::IncomingAudioMutedChanged { leg: self.leg.clone(), muted });
        }
        desk.done(request, Ok(()));
    }

    fn ask_server_call_id(&mut self, desk: &mut Desk, request: RequestId) {
        match &self.view {
            Some(view) => desk.out.push(server_call_id(request, view)),
            None => self.wants_server_call_id.push(request),
        }
    }

    /// Everything local stops at once; the end itself waits a little for the server's word.
    fn leave(&mut self, desk: &mut Desk, request: RequestId, reason: EndReason) -> Fate {
        if let Stage::Accepting(Some(accept)) = self.stage {
            desk.done(accept, Err(ApiError::CALL_ENDED));
        }
        let was_offered = matches!(self.stage, Stage::Offered);
        self.stop_media(desk);
        let until = desk.now + CONFIRMATION;
        self.stage = Stage::Leaving { requests: vec![request], until, reason };
        if !was_offered {
            self.set_state(desk, CallState::Disconnecting);
        }
        match desk.session.is_online() {
            true => Fate::Lives,
            false => self.finish(desk, reason),
        }
    }

    fn hang_up_reason(&self) -> EndReason {
        match self.view.as_ref().map(|view| view.state) {
            Some(LegState::Accepted) => EndReason::HUNG_UP,
            _ if matches!(self.stage, Stage::Accepting(_)) => EndReason::HUNG_UP,
            _ => EndReason::CANCELLED,
        }
    }
}
