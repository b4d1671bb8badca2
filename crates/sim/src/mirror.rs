//! What an app sees of its agent: the events as they came, the objects as they are after them, and the laws of their
//! order.

use std::collections::{BTreeMap, BTreeSet};

use offhook_core::{
    ApiValue, CallState, Caller, Diagnostic, Event, LocalStreamId, MediaPeerId, ParticipantChange,
    RemoteParticipantState, RemoteStreamId, RequestId,
};
use offhook_protocol::{ApiError, Direction, EndReason, Group, LegId, RawId, Slot, Timestamp};

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

/// A call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    /// Which way it went.
    pub direction: Direction,
    /// Who placed it.
    pub caller: Caller,
    /// The states it has been in since `None`.
    pub states: Vec<CallState>,
    /// `callEndReason`
    pub reason: Option<EndReason>,
    /// Whether it is among `agent.calls`.
    pub listed: bool,
    /// `isMuted`
    pub muted: bool,
    /// `isIncomingAudioMuted`
    pub incoming_muted: bool,
    /// The local audio, muted or not.
    pub audio: Option<LocalStreamId>,
    /// The local video.
    pub video: Option<LocalStreamId>,
    /// The screen that is shared.
    pub screen: Option<LocalStreamId>,
    /// What makes it a group call.
    pub group: Option<Group>,
    /// How often others muted this end.
    pub muted_by_others: u32,
    /// Who has spoken, the latest first.
    pub speakers: Vec<RawId>,
    /// Everybody who is or was in it.
    pub participants: BTreeMap<RawId, Participant>,
    /// What the last diagnostic of each kind said.
    pub diagnostics: Vec<Diagnostic>,
}

/// A remote participant.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Participant {
    /// `displayName`
    pub name: Option<String>,
    /// The states since `Idle`.
    pub states: Vec<RemoteParticipantState>,
    /// `callEndReason`
    pub reason: Option<EndReason>,
    /// `isMuted`
    pub muted: bool,
    /// `isSpeaking`
    pub speaking: bool,
    /// Where their audio comes in.
    pub audio: Option<(MediaPeerId, Slot)>,
    /// The streams of which something arrives.
    pub receiving: BTreeSet<RemoteStreamId>,
    /// Whether they are among `call.remoteParticipants`.
    pub listed: bool,
    /// The streams, and where they come in.
    pub streams: BTreeMap<RemoteStreamId, Option<(MediaPeerId, Slot)>>,
    /// What they show.
    pub sources: BTreeMap<RemoteStreamId, Slot>,
}

impl Call {
    /// `state`
    pub fn state(&self) -> CallState {
        self.states.last().copied().unwrap_or(CallState::None)
    }

    /// Whether it is on hold here.
    pub fn is_on_hold(&self) -> bool {
        self.state() == CallState::LocalHold
    }

    /// Whether something is sent on a slot, unless the call is on hold.
    pub fn sends(&self, slot: Slot) -> bool {
        match slot {
            Slot::Microphone => self.is_audible(),
            Slot::Camera => self.video.is_some(),
            Slot::Screen | Slot::ScreenAudio => self.screen.is_some(),
        }
    }

    /// Whether sound is sent.
    pub fn is_audible(&self) -> bool {
        !self.muted && self.audio.is_some()
    }

    /// Whether a diagnostic says that the network is in trouble.
    pub fn has_network_trouble(&self) -> bool {
        let network = |diagnostic: &&Diagnostic| {
            matches!(diagnostic, Diagnostic::NetworkReconnect { .. } | Diagnostic::NoNetwork(_))
        };
        self.diagnostics.iter().filter(network).any(|diagnostic| !diagnostic.is_well())
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        self.state() == CallState::Disconnected
    }
}

impl Participant {
    /// `state`
    pub fn state(&self) -> RemoteParticipantState {
        self.states.last().copied().unwrap_or(RemoteParticipantState::Idle)
    }

    /// Whether all of their video arrives that can be shown, but for what is not, and nothing else.
    pub fn video_arrives(&self, shown: &BTreeMap<RemoteStreamId, u32>) -> bool {
        let comes =
            |(stream, at): (&RemoteStreamId, &Option<_>)| at.is_some() && shown.get(stream) != Some(&0);
        self.streams.iter().all(|video| comes(video) == self.receiving.contains(video.0))
    }

    /// Where their video of a kind comes in, if it does, and which stream it is.
    pub fn video(&self, source: Slot) -> Option<(RemoteStreamId, (MediaPeerId, Slot))> {
        let of_source = |stream: &RemoteStreamId| self.sources.get(stream) == Some(&source);
        let (stream, at) = self.streams.iter().find(|(stream, _)| of_source(stream))?;
        at.map(|at| (*stream, at))
    }

    /// Whether their video of a kind can be shown.
    pub fn shows(&self, source: Slot) -> bool {
        self.video(source).is_some()
    }
}

/// Fails with a text where a law is broken.
type Lawful<T = ()> = Result<T, String>;

fn must(lawful: bool, otherwise: &str) -> Lawful {
    if lawful { Ok(()) } else { Err(otherwise.to_owned()) }
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
            Event::CallAdded { leg, direction, caller, muted } => {
                self.added(leg, direction, caller, muted)?
            }
            Event::CallRemoved { leg } => self.removed(&leg)?,
            Event::CallEndReasonSet { leg, reason } => {
                let call = self.call(&leg)?;
                must(call.listed, "the end reason comes after the call was removed")?;
                must(call.reason.replace(reason).is_none(), "a second end reason")?;
            }
            Event::CallStateChanged { leg, state } => self.call(&leg)?.become_state(state)?,
            Event::MutedChanged { leg, muted } => {
                let call = self.call(&leg)?;
                must(call.muted != muted, "isMutedChanged without a change")?;
                call.muted = muted;
            }
            Event::IncomingAudioMutedChanged { leg, muted } => {
                let call = self.call(&leg)?;
                must(call.incoming_muted != muted, "isIncomingAudioMutedChanged without a change")?;
                call.incoming_muted = muted;
            }
            Event::LocalAudioChanged { leg, stream } => {
                let call = self.call(&leg)?;
                must(call.audio != stream, "localAudioStreamsUpdated without a change")?;
                call.audio = stream;
            }
            Event::LocalVideoChanged { leg, stream } => {
                let call = self.call(&leg)?;
                must(call.video != stream, "localVideoStreamsUpdated without a change")?;
                call.video = stream;
            }
            Event::LocalScreenChanged { leg, stream } => {
                let call = self.call(&leg)?;
                must(call.screen != stream, "isScreenSharingOnChanged without a change")?;
                call.screen = stream;
            }
            Event::GroupChanged { leg, group } => self.group_changed(&leg, group)?,
            Event::MutedByOthers { leg } => {
                let call = self.call(&leg)?;
                must(call.muted, "mutedByOthers while it is not muted")?;
                call.muted_by_others += 1;
            }
            Event::DominantSpeakersChanged { leg, speakers } => {
                let call = self.call(&leg)?;
                must(call.speakers != speakers, "dominantSpeakersChanged without a change")?;
                call.speakers = speakers;
            }
            Event::ParticipantAdded { leg, id, name } => self.call(&leg)?.participant_added(id, name)?,
            Event::ParticipantRemoved { leg, id } => {
                let participant = self.call(&leg)?.participant(&id)?;
                must(participant.listed, "a participant is removed twice")?;
                participant.listed = false;
            }
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
        let fresh = self.incoming.insert(leg, IncomingCall { caller, group, ended: None }).is_none();
        must(fresh, "a call rings twice")
    }

    fn incoming_ended(&mut self, leg: &LegId, reason: EndReason) -> Lawful {
        must(!self.calls.contains_key(leg), "callEnded of an incoming call that was accepted")?;
        let incoming = self.incoming.get_mut(leg).ok_or("callEnded of no incoming call")?;
        must(incoming.ended.replace(reason).is_none(), "a second callEnded")
    }

    fn added(&mut self, leg: LegId, direction: Direction, caller: Caller, muted: bool) -> Lawful {
        let rang = self.incoming.get(&leg).is_some_and(|incoming| incoming.ended.is_none());
        must(rang == (direction == Direction::Incoming), "an incoming call is added that does not ring")?;
        let call = Call {
            direction,
            caller,
            states: Vec::new(),
            reason: None,
            listed: true,
            muted,
            incoming_muted: false,
            audio: None,
            video: None,
            screen: None,
            group: self.incoming.get(&leg).and_then(|incoming| incoming.group.clone()),
            muted_by_others: 0,
            speakers: Vec::new(),
            participants: BTreeMap::new(),
            diagnostics: Vec::new(),
        };
        must(self.calls.insert(leg, call).is_none(), "a call is added twice")
    }

    fn removed(&mut self, leg: &LegId) -> Lawful {
        let call = self.call(leg)?;
        must(call.listed, "a call is removed twice")?;
        must(call.reason.is_some(), "a call is removed before its end reason is set")?;
        call.listed = false;
        Ok(())
    }
}

impl Call {
    fn become_state(&mut self, state: CallState) -> Lawful {
        let old = self.state();
        must(old.may_become(state), &format!("{} became {}", old.name(), state.name()))?;
        let over = state == CallState::Disconnected;
        must(!over || !self.listed, "a call is Disconnected before it is removed from agent.calls")?;
        must(over || self.listed, "a call that was removed becomes something else than Disconnected")?;
        self.states.push(state);
        Ok(())
    }

    /// That something is well is said only after it was not, and nothing is said twice.
    fn diagnosed(&mut self, new: Diagnostic) -> Lawful {
        let same = |old: &&mut Diagnostic| std::mem::discriminant(*old) == std::mem::discriminant(&new);
        match self.diagnostics.iter_mut().find(same) {
            Some(old) => must(std::mem::replace(old, new) != new, "a diagnostic without a change"),
            None => {
                self.diagnostics.push(new);
                must(!new.is_well(), "a diagnostic that is well and never was bad")
            }
        }
    }

    fn participant_added(&mut self, id: RawId, name: Option<String>) -> Lawful {
        let listed = self.participants.get(&id).is_some_and(|participant| participant.listed);
        must(!listed, "a participant is added twice")?;
        self.participants.insert(id, Participant { name, listed: true, ..Participant::default() });
        Ok(())
    }

    fn participant(&mut self, id: &RawId) -> Lawful<&mut Participant> {
        let missing = || format!("an event of the participant {id}, who was never added");
        self.participants.get_mut(id).ok_or_else(missing)
    }
}

impl Participant {
    fn change(&mut self, change: ParticipantChange) -> Lawful {
        match change {
            ParticipantChange::State(state) => {
                let old = self.state();
                must(
                    old.may_become(state),
                    &format!("a participant's {} became {}", old.name(), state.name()),
                )?;
                let over = state == RemoteParticipantState::Disconnected;
                must(!over || self.reason.is_some(), "a participant is Disconnected without a reason")?;
                self.states.push(state);
            }
            ParticipantChange::EndReasonSet(reason) => {
                must(self.reason.replace(reason).is_none(), "a second end reason of a participant")?;
            }
            ParticipantChange::Muted(muted) => {
                must(self.muted != muted, "a participant's isMutedChanged without a change")?;
                self.muted = muted;
            }
            ParticipantChange::Name(name) => {
                must(self.name != name, "displayNameChanged without a change")?;
                self.name = name;
            }
            ParticipantChange::Endpoints(_) => {}
            ParticipantChange::Speaking(speaking) => {
                must(self.speaking != speaking, "isSpeakingChanged without a change")?;
                self.speaking = speaking;
            }
            ParticipantChange::AudioAt(at) => {
                must(self.audio != at, "remoteAudioStreamsUpdated without a change")?;
                self.audio = at;
            }
            ParticipantChange::StreamAdded(stream) => {
                must(self.streams.insert(stream.id, None).is_none(), "a stream is added twice")?;
                let two = self.sources.insert(stream.id, stream.source);
                must(
                    two.is_none()
                        && self.sources.values().filter(|slot| **slot == stream.source).count() == 1,
                    "two streams of a kind",
                )?;
            }
            ParticipantChange::StreamRemoved(stream) => {
                let available =
                    self.streams.remove(&stream).ok_or("a stream is removed that was never added")?;
                must(available.is_none(), "a stream is removed while it is available")?;
                must(!self.receiving.contains(&stream), "a stream is removed while it is received")?;
            }
            ParticipantChange::StreamAvailable { stream, at } => {
                let known = self.streams.get_mut(&stream).ok_or("isAvailableChanged of no stream")?;
                must(known.is_some() != at.is_some(), "isAvailableChanged without a change")?;
                *known = at;
            }
            ParticipantChange::StreamReceiving { stream, on } => {
                let changed = match on {
                    true => self.receiving.insert(stream),
                    false => self.receiving.remove(&stream),
                };
                must(changed, "isReceivingChanged without a change")?;
            }
        }
        Ok(())
    }
}
