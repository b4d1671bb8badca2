//! The public states, and the one table of the transitions that they may take.

/// `call.state`
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CallState {
    /// Just made.
    None,
    /// On its way to the callee, or accepted and waiting for media.
    Connecting,
    /// A device of the callee rings.
    Ringing,
    /// Accepted, and media flows.
    Connected,
    /// Put on hold here.
    LocalHold,
    /// Put on hold by the other one.
    RemoteHold,
    /// Hung up here, not yet confirmed.
    Disconnecting,
    /// Over.
    Disconnected,
}

impl CallState {
    /// Every state.
    pub const ALL: [CallState; 8] = [
        CallState::None,
        CallState::Connecting,
        CallState::Ringing,
        CallState::Connected,
        CallState::LocalHold,
        CallState::RemoteHold,
        CallState::Disconnecting,
        CallState::Disconnected,
    ];

    /// Whether `stateChanged` may go from this state to `next`.
    pub fn may_become(self, next: CallState) -> bool {
        use CallState::*;
        match (self, next) {
            (Disconnected, _) => false,
            (_, Disconnected) => true,
            (Disconnecting, _) => false,
            (_, Disconnecting) => true,
            (None, next) => next == Connecting,
            (Connecting, next) => matches!(next, Ringing | Connected),
            (Ringing, next) => next == Connected,
            (Connected | LocalHold | RemoteHold, next) => self != next && next.is_established(),
        }
    }

    /// Whether the call was Connected and is not over.
    pub fn is_established(self) -> bool {
        matches!(self, CallState::Connected | CallState::LocalHold | CallState::RemoteHold)
    }

    /// The name in the public API.
    pub fn name(self) -> &'static str {
        match self {
            CallState::None => "None",
            CallState::Connecting => "Connecting",
            CallState::Ringing => "Ringing",
            CallState::Connected => "Connected",
            CallState::LocalHold => "LocalHold",
            CallState::RemoteHold => "RemoteHold",
            CallState::Disconnecting => "Disconnecting",
            CallState::Disconnected => "Disconnected",
        }
    }
}

/// `remoteParticipant.state`
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RemoteParticipantState {
    /// Just made.
    Idle,
    /// Being reached.
    Connecting,
    /// A device rings.
    Ringing,
    /// In the call.
    Connected,
    /// In the call, and has it on hold.
    Hold,
    /// Gone.
    Disconnected,
}

impl RemoteParticipantState {
    /// Every state.
    pub const ALL: [RemoteParticipantState; 6] = [
        RemoteParticipantState::Idle,
        RemoteParticipantState::Connecting,
        RemoteParticipantState::Ringing,
        RemoteParticipantState::Connected,
        RemoteParticipantState::Hold,
        RemoteParticipantState::Disconnected,
    ];

    /// Whether `stateChanged` may go from this state to `next`.
    pub fn may_become(self, next: RemoteParticipantState) -> bool {
        use RemoteParticipantState::*;
        match (self, next) {
            (Disconnected, _) => false,
            (_, Disconnected) => true,
            (Idle, next) => matches!(next, Connecting | Connected),
            (Connecting, next) => matches!(next, Ringing | Connected),
            (Ringing, next) => next == Connected,
            (Connected, next) => next == Hold,
            (Hold, next) => next == Connected,
        }
    }

    /// The name in the public API.
    pub fn name(self) -> &'static str {
        match self {
            RemoteParticipantState::Idle => "Idle",
            RemoteParticipantState::Connecting => "Connecting",
            RemoteParticipantState::Ringing => "Ringing",
            RemoteParticipantState::Connected => "Connected",
            RemoteParticipantState::Hold => "Hold",
            RemoteParticipantState::Disconnected => "Disconnected",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CallState, RemoteParticipantState};

    /// The table in words, written down once more so that a change of the code is noticed.
    const CALL: [(CallState, &[CallState]); 8] = {
        use CallState::*;
        [
            (None, &[Connecting, Disconnecting, Disconnected]),
            (Connecting, &[Ringing, Connected, Disconnecting, Disconnected]),
            (Ringing, &[Connected, Disconnecting, Disconnected]),
            (Connected, &[LocalHold, RemoteHold, Disconnecting, Disconnected]),
            (LocalHold, &[Connected, RemoteHold, Disconnecting, Disconnected]),
            (RemoteHold, &[Connected, LocalHold, Disconnecting, Disconnected]),
            (Disconnecting, &[Disconnected]),
            (Disconnected, &[]),
        ]
    };

    const PARTICIPANT: [(RemoteParticipantState, &[RemoteParticipantState]); 6] = {
        use RemoteParticipantState::*;
        [
            (Idle, &[Connecting, Connected, Disconnected]),
            (Connecting, &[Ringing, Connected, Disconnected]),
            (Ringing, &[Connected, Disconnected]),
            (Connected, &[Hold, Disconnected]),
            (Hold, &[Connected, Disconnected]),
            (Disconnected, &[]),
        ]
    };

    #[test]
    fn call_states_take_the_transitions_of_the_table() {
        for (from, allowed) in CALL {
            for to in CallState::ALL {
                assert_eq!(from.may_become(to), allowed.contains(&to), "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn participant_states_take_the_transitions_of_the_table() {
        for (from, allowed) in PARTICIPANT {
            for to in RemoteParticipantState::ALL {
                assert_eq!(from.may_become(to), allowed.contains(&to), "{from:?} -> {to:?}");
            }
        }
    }
}
