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
    /// Hung up here, not yet confirmed.
    Disconnecting,
    /// Over.
    Disconnected,
}

impl CallState {
    /// Every state.
    pub const ALL: [CallState; 6] = [
        CallState::None,
        CallState::Connecting,
        CallState::Ringing,
        CallState::Connected,
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
            (Connected, _) => false,
        }
    }

    /// The name in the public API.
    pub fn name(self) -> &'static str {
        match self {
            CallState::None => "None",
            CallState::Connecting => "Connecting",
            CallState::Ringing => "Ringing",
            CallState::Connected => "Connected",
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
    /// Gone.
    Disconnected,
}

impl RemoteParticipantState {
    /// Every state.
    pub const ALL: [RemoteParticipantState; 5] = [
        RemoteParticipantState::Idle,
        RemoteParticipantState::Connecting,
        RemoteParticipantState::Ringing,
        RemoteParticipantState::Connected,
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
            (Connected, _) => false,
        }
    }

    /// The name in the public API.
    pub fn name(self) -> &'static str {
        match self {
            RemoteParticipantState::Idle => "Idle",
            RemoteParticipantState::Connecting => "Connecting",
            RemoteParticipantState::Ringing => "Ringing",
            RemoteParticipantState::Connected => "Connected",
            RemoteParticipantState::Disconnected => "Disconnected",
        }
    }
}
