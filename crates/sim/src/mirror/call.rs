use std::collections::BTreeMap;

use offhook_core::{CallState, Caller, Diagnostic, LocalStreamId};
use offhook_protocol::{Direction, EndReason, Group, RawId, Slot};

use super::{Lawful, Participant, must};

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

    /// Whether a diagnostic says that something is in trouble, but for a device that could not be opened: that is said until one
    /// can.
    pub fn is_in_trouble(&self) -> bool {
        let is_of_opening = |diagnostic: &&Diagnostic| {
            matches!(
                diagnostic,
                Diagnostic::MicrophonePermissionDenied(_)
                    | Diagnostic::MicrophoneNotFunctioning(_)
                    | Diagnostic::CameraPermissionDenied(_)
                    | Diagnostic::CameraStartFailed(_)
                    | Diagnostic::CameraStopped(_)
            )
        };
        self.diagnostics.iter().filter(|one| !is_of_opening(one)).any(|diagnostic| !diagnostic.is_well())
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        self.state() == CallState::Disconnected
    }
}

impl Call {
    pub(super) fn new(direction: Direction, caller: Caller, muted: bool, group: Option<Group>) -> Call {
        Call {
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
            group,
            muted_by_others: 0,
            speakers: Vec::new(),
            participants: BTreeMap::new(),
            diagnostics: Vec::new(),
        }
    }

    pub(super) fn end_reason_set(&mut self, reason: EndReason) -> Lawful {
        must(self.listed, "the end reason comes after the call was removed")?;
        must(self.reason.replace(reason).is_none(), "a second end reason")
    }

    pub(super) fn removed(&mut self) -> Lawful {
        must(self.reason.is_some(), "a call is removed before its end reason is set")?;
        must(std::mem::take(&mut self.listed), "a call is removed twice")
    }

    pub(super) fn muted_by_others(&mut self) -> Lawful {
        self.muted_by_others += 1;
        must(self.muted, "mutedByOthers while it is not muted")
    }

    pub(super) fn become_state(&mut self, state: CallState) -> Lawful {
        let old = self.state();
        must(old.may_become(state), &format!("{} became {}", old.name(), state.name()))?;
        let over = state == CallState::Disconnected;
        must(!over || !self.listed, "a call is Disconnected before it is removed from agent.calls")?;
        must(over || self.listed, "a call that was removed becomes something else than Disconnected")?;
        self.states.push(state);
        Ok(())
    }

    /// That something is well is said only after it was not, and nothing is said twice.
    pub(super) fn diagnosed(&mut self, new: Diagnostic) -> Lawful {
        let same = |old: &&mut Diagnostic| std::mem::discriminant(*old) == std::mem::discriminant(&new);
        match self.diagnostics.iter_mut().find(same) {
            Some(old) => must(std::mem::replace(old, new) != new, "a diagnostic without a change"),
            None => {
                self.diagnostics.push(new);
                must(!new.is_well(), "a diagnostic that is well and never was bad")
            }
        }
    }

    pub(super) fn participant_added(&mut self, id: RawId, name: Option<String>) -> Lawful {
        let listed = self.participants.get(&id).is_some_and(|participant| participant.listed);
        must(!listed, "a participant is added twice")?;
        self.participants.insert(id, Participant { name, listed: true, ..Participant::default() });
        Ok(())
    }

    pub(super) fn participant(&mut self, id: &RawId) -> Lawful<&mut Participant> {
        let missing = || format!("an event of the participant {id}, who was never added");
        self.participants.get_mut(id).ok_or_else(missing)
    }
}
