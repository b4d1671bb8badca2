//! What the parts say to each other.

use offhook_protocol::{
    ApiError, CallId, ClientMessage, EndpointId, GroupId, Join, LegId, Orders, PeerId, PeerState, RawId,
    ServerMessage, Signal, Sources, StartCall, StartGroup, ThreadId,
};

/// A message to a part.
#[derive(Clone, Debug)]
pub(crate) enum Mail {
    Session(EndpointId, ToSession),
    User(RawId, ToUser),
    Call(CallId, ToCall),
    Group(GroupId, ToGroup),
}

/// The parts that can have a deadline.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum PartId {
    Session(EndpointId),
    Call(CallId),
}

#[derive(Clone, Debug)]
pub(crate) enum ToSession {
    /// Pass it on to the page.
    Deliver(ServerMessage),
    /// This call rings on the endpoint.
    LegRings(LegId, CallId),
    /// The endpoint is in this call from now on.
    LegEntered(LegId, CallId),
    /// The leg is over.
    LegClosed(LegId),
}

#[derive(Clone, Debug)]
pub(crate) enum ToUser {
    /// An endpoint signed in.
    Attach(EndpointId, Option<String>),
    /// An endpoint is gone for good.
    Detach(EndpointId),
    /// Say which endpoints can ring, now and as they come.
    Ring(CallId),
    /// No need any more.
    StopRinging(CallId),
}

/// A device that can ring.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub(crate) endpoint: EndpointId,
    pub(crate) name: Option<String>,
}

/// To what people agreed on to meet in a call.
#[derive(Clone, Debug)]
pub(crate) enum ToGroup {
    /// Let somebody into the call, which begins with the first of them.
    Join(Caller, Join),
}

#[derive(Clone, Debug)]
pub(crate) enum ToCall {
    /// Begin, with one callee.
    Start(Caller, StartCall),
    /// Begin, with any number of them.
    StartGroup(Caller, StartGroup),
    /// Somebody enters by themselves.
    Join(Caller, Join),
    /// A chat was looked up: its members, or why they are not known.
    Thread(ThreadId, Result<Vec<RawId>, ApiError>),
    /// Devices of a user who is being rung: all there are, or one that came later.
    Devices(RawId, Vec<Device>),
    /// A page wants something done to its leg.
    Ask { from: Asker, ask: Ask },
    /// What became of an endpoint's connection.
    Presence(EndpointId, Presence),
    /// Send the endpoint's legs whole: it has lost messages.
    Resend(EndpointId),
}

/// Who starts a call, and by which request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) endpoint: EndpointId,
    pub(crate) user: RawId,
    pub(crate) name: Option<String>,
    pub(crate) tenant: Option<String>,
    pub(crate) request: u64,
}

/// Whose request it is. That the leg belongs to the endpoint was checked by its session.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) endpoint: EndpointId,
    pub(crate) leg: LegId,
    pub(crate) request: u64,
}

impl Caller {
    /// The request, to be answered.
    pub(crate) fn asks(&self, leg: &LegId) -> Asker {
        Asker { endpoint: self.endpoint.clone(), leg: leg.clone(), request: self.request }
    }
}

impl Asker {
    /// The answer to the request.
    pub(crate) fn answer(&self, result: Result<(), ApiError>) -> Mail {
        let done = ServerMessage::Done { request: self.request, error: result.err() };
        Mail::Session(self.endpoint.clone(), ToSession::Deliver(done))
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Ask {
    Ringing,
    Accept(Sources),
    Reject,
    HangUp,
    EndForEveryone,
    Add(RawId, Option<ThreadId>),
    Remove(RawId),
    MuteOthers(Option<RawId>),
    SetSources(Sources, Orders),
    Negotiate(PeerId, Signal),
    Peer(PeerId, PeerState),
}

impl Ask {
    /// Takes apart what concerns a leg; `None` for what does not.
    pub(crate) fn of(message: ClientMessage) -> Option<(LegId, Ask)> {
        match message {
            ClientMessage::Ringing { leg } => Some((leg, Ask::Ringing)),
            ClientMessage::Accept { leg, sources } => Some((leg, Ask::Accept(sources))),
            ClientMessage::Reject { leg } => Some((leg, Ask::Reject)),
            ClientMessage::HangUp { leg } => Some((leg, Ask::HangUp)),
            ClientMessage::EndForEveryone { leg } => Some((leg, Ask::EndForEveryone)),
            ClientMessage::Add { leg, participant, thread } => Some((leg, Ask::Add(participant, thread))),
            ClientMessage::Remove { leg, participant } => Some((leg, Ask::Remove(participant))),
            ClientMessage::MuteOthers { leg, participant } => Some((leg, Ask::MuteOthers(participant))),
            ClientMessage::SetSources { leg, sources, obeyed } => {
                Some((leg, Ask::SetSources(sources, obeyed)))
            }
            ClientMessage::Negotiate { leg, peer, signal } => Some((leg, Ask::Negotiate(peer, signal))),
            ClientMessage::Peer { leg, peer, state } => Some((leg, Ask::Peer(peer, state))),
            ClientMessage::Hello(_)
            | ClientMessage::Reauth { .. }
            | ClientMessage::Bye
            | ClientMessage::Leaving
            | ClientMessage::Ping { .. }
            | ClientMessage::StartCall(_)
            | ClientMessage::StartGroup(_)
            | ClientMessage::Join(_) => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Presence {
    /// The connection is lost; it may come back.
    Lost,
    /// It came back.
    Back,
    /// The page was closed or signed out.
    Left,
    /// It did not come back in time.
    GivenUp,
}
