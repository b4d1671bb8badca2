use std::collections::{BTreeMap, BTreeSet};

use offhook_core::{MediaPeerId, ParticipantChange, RemoteParticipantState, RemoteStream, RemoteStreamId};
use offhook_protocol::{EndReason, EndpointId, Slot};

use super::{Lawful, become_other, must};

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
    /// Whether they ever spoke.
    pub has_spoken: bool,
    /// `endpointDetails`
    pub endpoints: Vec<EndpointId>,
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

impl Participant {
    pub(super) fn removed(&mut self) -> Lawful {
        must(std::mem::take(&mut self.listed), "a participant is removed twice")
    }

    pub(super) fn change(&mut self, change: ParticipantChange) -> Lawful {
        match change {
            ParticipantChange::State(state) => self.become_state(state),
            ParticipantChange::EndReasonSet(reason) => {
                must(self.reason.replace(reason).is_none(), "a second end reason of a participant")
            }
            ParticipantChange::Muted(muted) => {
                become_other(&mut self.muted, muted, "a participant's isMutedChanged")
            }
            ParticipantChange::Name(name) => become_other(&mut self.name, name, "displayNameChanged"),
            ParticipantChange::Endpoints(endpoints) => {
                become_other(&mut self.endpoints, endpoints, "a participant's endpoints change")
            }
            ParticipantChange::Speaking(speaking) => {
                self.has_spoken |= speaking;
                become_other(&mut self.speaking, speaking, "isSpeakingChanged")
            }
            ParticipantChange::AudioAt(at) => become_other(&mut self.audio, at, "remoteAudioStreamsUpdated"),
            ParticipantChange::StreamAdded(stream) => self.stream_added(stream),
            ParticipantChange::StreamRemoved(stream) => self.stream_removed(stream),
            ParticipantChange::StreamAvailable { stream, at } => self.stream_available(stream, at),
            ParticipantChange::StreamReceiving { stream, on } => self.stream_receiving(stream, on),
        }
    }

    fn become_state(&mut self, state: RemoteParticipantState) -> Lawful {
        let old = self.state();
        must(old.may_become(state), &format!("a participant's {} became {}", old.name(), state.name()))?;
        let over = state == RemoteParticipantState::Disconnected;
        must(!over || self.reason.is_some(), "a participant is Disconnected without a reason")?;
        self.states.push(state);
        Ok(())
    }

    fn stream_added(&mut self, stream: RemoteStream) -> Lawful {
        must(self.streams.insert(stream.id, None).is_none(), "a stream is added twice")?;
        let is_new = self.sources.insert(stream.id, stream.source).is_none();
        let of_kind = self.sources.values().filter(|slot| **slot == stream.source).count();
        must(is_new && of_kind == 1, "two streams of a kind")
    }

    fn stream_removed(&mut self, stream: RemoteStreamId) -> Lawful {
        let available = self.streams.remove(&stream).ok_or("a stream is removed that was never added")?;
        must(available.is_none(), "a stream is removed while it is available")?;
        must(!self.receiving.contains(&stream), "a stream is removed while it is received")
    }

    fn stream_available(&mut self, stream: RemoteStreamId, at: Option<(MediaPeerId, Slot)>) -> Lawful {
        let known = self.streams.get_mut(&stream).ok_or("isAvailableChanged of no stream")?;
        must(known.is_some() != at.is_some(), "isAvailableChanged without a change")?;
        *known = at;
        Ok(())
    }

    fn stream_receiving(&mut self, stream: RemoteStreamId, on: bool) -> Lawful {
        let changed = match on {
            true => self.receiving.insert(stream),
            false => self.receiving.remove(&stream),
        };
        must(changed, "isReceivingChanged without a change")
    }
}
