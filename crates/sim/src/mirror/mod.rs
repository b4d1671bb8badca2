//! What an app sees of its agent: the events as they came, the objects as they are after them, and the laws of their
//! order.

mod call;
mod participant;

use std::collections::BTreeMap;

use offhook_core::{ApiValue, Caller, Event, RemoteStreamId, RequestId};
use offhook_protocol::{ApiError, Direction, EndReason, Group, LegId, Timestamp};

pub use call::Call;
pub use participant::Participant;

/// An app's view of one agent.
#[derive(Debug, Default)]
pub struct Mirror {
    /// `agent.connectionState` is `Connected`.
    pub connected: bool,
    /// The incoming calls, those included that are over.
    pub incoming: BTreeMap<LegId, IncomingCall>,
    /// The calls, those included that are over.
    pub calls: BTreeMap<LegId, Call>,
    /// Every event, as it came.
    pub log: Vec<(Timestamp, Event)>,
    /// How high the app shows pictures, where it has said so.
    pub shown: BTreeMap<RemoteStreamId, u32>,
    /// What the methods resolved or rejected with.
    pub done: BTreeMap<RequestId, Result<ApiValue, ApiError>>,
}

/// An incoming call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IncomingCall {
    /// Who calls.
    pub caller: Caller,
    /// What makes it a group call.
    pub group: Option<Group>,
    /// Why it is over.
    pub ended: Option<EndReason>,
}

/// Fails with a text where a law is broken.
type Lawful<T = ()> = Result<T, String>;

fn must(lawful: bool, otherwise: &str) -> Lawful {
    if lawful { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// What an event says is new.
fn become_other<T: PartialEq>(place: &mut T, new: T, event: &str) -> Lawful {
    must(*place != new, &format!("{event} without a change"))?;
    *place = new;
    Ok(())
}

impl Mirror {
    /// The calls that are not over.
    pub fn current_calls(&self) -> impl Iterator<Item = (&LegId, &Call)> {
        self.calls.iter().filter(|(_, call)| !call.is_over())
    }

    /// The incoming calls that ring.
    pub fn ringing(&self) -> impl Iterator<Item = &LegId> {
        let rings = |(leg, incoming): &(&LegId, &IncomingCall)| {
            incoming.ended.is_none() && !self.calls.contains_key(*leg)
        };
        self.incoming.iter().filter(rings).map(|(leg, _)| leg)
    }

    /// A method resolves or rejects, which it does once.
    pub(crate) fn resolve(
        &mut self,
        request: RequestId,
        asked: RequestId,
        result: Result<ApiValue, ApiError>,
    ) -> Lawful {
        must(request <= asked, "a result of a method that was not called")?;
        must(self.done.insert(request, result).is_none(), "a method has two results")
    }

    /// Applies an event.
    pub(crate) fn take(&mut self, now: Timestamp, event: Event) -> Lawful {
        self.log.push((now, event.clone()));
        match event {
            Event::ConnectionStateChanged { connected, .. } => self.connected = connected,
            Event::IncomingCall { leg, caller, group } => self.rings(leg, caller, group)?,
            Event::IncomingCallEnded { leg, reason } => self.incoming_ended(&leg, reason)?,
            Event::CallAdded { leg, direction, caller, muted, is_group } => {
                self.added(leg, direction, caller, muted, is_group)?
            }
            Event::CallRemoved { leg } => self.call(&leg)?.removed()?,
            Event::CallEndReasonSet { leg, reason } => self.call(&leg)?.end_reason_set(reason)?,
            Event::CallStateChanged { leg, state } => self.call(&leg)?.become_state(state)?,
            Event::MutedChanged { leg, muted } => {
                become_other(&mut self.call(&leg)?.muted, muted, "isMutedChanged")?;
            }
            Event::IncomingAudioMutedChanged { leg, muted } => {
                become_other(&mut self.call(&leg)?.incoming_muted, muted, "isIncomingAudioMutedChanged")?;
            }
            Event::LocalAudioChanged { leg, stream } => {
                become_other(&mut self.call(&leg)?.audio, stream, "localAudioStreamsUpdated")?;
            }
            Event::LocalVideoChanged { leg, stream } => {
                become_other(&mut self.call(&leg)?.video, stream, "localVideoStreamsUpdated")?;
            }
            Event::LocalScreenChanged { leg, stream } => {
                become_other(&mut self.call(&leg)?.screen, stream, "isScreenSharingOnChanged")?;
            }
            Event::GroupChanged { leg, group } => self.group_changed(&leg, group)?,
            Event::MutedByOthers { leg } => self.call(&leg)?.muted_by_others()?,
            Event::DominantSpeakersChanged { leg, speakers } => {
                become_other(&mut self.call(&leg)?.speakers, speakers, "dominantSpeakersChanged")?;
            }
            Event::ParticipantAdded { leg, id, name } => self.call(&leg)?.participant_added(id, name)?,
            Event::ParticipantRemoved { leg, id } => self.call(&leg)?.participant(&id)?.removed()?,
            Event::Participant { leg, id, change } => {
                self.call(&leg)?.participant(&id)?.change(change)?;
            }
            Event::Diagnostic { leg, diagnostic } => self.call(&leg)?.diagnosed(diagnostic)?,
        }
        Ok(())
    }

    fn call(&mut self, leg: &LegId) -> Lawful<&mut Call> {
        let call = self.calls.get_mut(leg).ok_or("an event of a call that was never added")?;
        must(!call.is_over(), "an event of a call that is over")?;
        Ok(call)
    }

    /// An incoming call may be of a group, too.
    fn group_changed(&mut self, leg: &LegId, group: Group) -> Lawful {
        let place = match self.calls.get_mut(leg) {
            Some(call) => &mut call.group,
            None => &mut self.incoming.get_mut(leg).ok_or("a group of no call")?.group,
        };
        must(place.replace(group.clone()) != Some(group), "a group without a change")
    }

    fn rings(&mut self, leg: LegId, caller: Caller, group: Option<Group>) -> Lawful {
        must(!self.calls.contains_key(&leg), "a call rings that was there before")?;
        // What was given up here, as the server could not be reached for so long by a clock that was wrong, may ring there still.
        let may_ring_again = |before: IncomingCall| before.ended == Some(EndReason::NETWORK_LOST);
        let before = self.incoming.insert(leg, IncomingCall { caller, group, ended: None });
        must(before.is_none_or(may_ring_again), "a call rings twice")
    }

    fn incoming_ended(&mut self, leg: &LegId, reason: EndReason) -> Lawful {
        must(!self.calls.contains_key(leg), "callEnded of an incoming call that was accepted")?;
        let incoming = self.incoming.get_mut(leg).ok_or("callEnded of no incoming call")?;
        must(incoming.ended.replace(reason).is_none(), "a second callEnded")
    }

    fn added(
        &mut self,
        leg: LegId,
        direction: Direction,
        caller: Caller,
        muted: bool,
        is_group: bool,
    ) -> Lawful {
        let rang = self.incoming.get(&leg).is_some_and(|incoming| incoming.ended.is_none());
        must(rang == (direction == Direction::Incoming), "an incoming call is added that does not ring")?;
        let group = self.incoming.get(&leg).and_then(|incoming| incoming.group.clone());
        must(!rang || is_group == group.is_some(), "a call that rang is accepted as one of another kind")?;
        let call = Call::new(direction, caller, muted, group);
        must(self.calls.insert(leg, call).is_none(), "a call is added twice")
    }
}
