//! What the parts say to each other.

use offhook_protocol::{
    ApiError, CallId, ClientMessage, EndpointId, GroupId, LegId, Orders, PeerId, PeerState, RawId,
    ServerMessage, Signal, Sources, ThreadId,
};

/// A message to a part.
#[derive(Clone, Debug)]
pub(crate) enum Mail {
    Session(EndpointId, ToSession),
    User(RawId, ToUser),
    Call(CallId, ToCall),
    Group(GroupId, ToGroup),
    /// To the other end of a call's peer. The call stays as it is.
    Signal(CallId, Asker, PeerId, Signal),
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
    Join(Caller),
}

#[derive(Clone, Debug)]
pub(crate) enum ToCall {
    /// Begin, with one callee.
    Start(Caller, RawId),
    /// Begin, with any number of them, for a chat if one is named.
    StartGroup(Caller, Vec<RawId>, Option<ThreadId>),
    /// Somebody enters by themselves.
    Join(Caller),
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

/// Who starts or joins a call, by which request, with which leg, and what they send.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) endpoint: EndpointId,
    pub(crate) user: RawId,
    pub(crate) name: Option<String>,
    pub(crate) tenant: Option<String>,
    pub(crate) request: u64,
    pub(crate) leg: LegId,
    pub(crate) sources: Sources,
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
    pub(crate) fn asks(&self) -> Asker {
        Asker { endpoint: self.endpoint.clone(), leg: self.leg.clone(), request: self.request }
    }
}

impl Asker {
    /// The answer to the request.
    pub(crate) fn answer(&self, result: Result<(), ApiError>) -> Mail {
        let done = ServerMessage::Done { request: self.request, error: result.err() };
        Mail::Session(self.endpoint.clone(), ToSession::Deliver(done))
    }
}

/// What a page asks for of one of its legs.
#[derive(Clone, Debug)]
pub(crate) enum Ask {
    Ringing,
    Accept(Sources),
    Reject,
    HangUp,
    EndForEveryone,
    Peer(PeerId, PeerState),
    Inside(AskInside),
}

/// What only those may ask for who are in the call.
#[derive(Clone, Debug)]
pub(crate) enum AskInside {
    Add(RawId, Option<ThreadId>),
    Remove(RawId),
    MuteOthers(Option<RawId>),
    SetSources(Sources, Orders),
}

impl Ask {
    /// Takes apart what concerns a leg; `None` for what does not, and for what is for the other end of a peer.
    pub(crate) fn of(message: ClientMessage) -> Option<(LegId, Ask)> {
        Some(match message {
            ClientMessage::Ringing { leg } => (leg, Ask::Ringing),
            ClientMessage::Accept { leg, sources } => (leg, Ask::Accept(sources)),
            ClientMessage::Reject { leg } => (leg, Ask::Reject),
            ClientMessage::HangUp { leg } => (leg, Ask::HangUp),
            ClientMessage::EndForEveryone { leg } => (leg, Ask::EndForEveryone),
            ClientMessage::Peer { leg, peer, state } => (leg, Ask::Peer(peer, state)),
            message => {
                let (leg, ask) = AskInside::of(message)?;
                (leg, Ask::Inside(ask))
            }
        })
    }
}

impl AskInside {
    fn of(message: ClientMessage) -> Option<(LegId, AskInside)> {
        Some(match message {
            ClientMessage::Add { leg, participant, thread } => (leg, AskInside::Add(participant, thread)),
            ClientMessage::Remove { leg, participant } => (leg, AskInside::Remove(participant)),
            ClientMessage::MuteOthers { leg, participant } => (leg, AskInside::MuteOthers(participant)),
            ClientMessage::SetSources { leg, sources, obeyed } => {
                (leg, AskInside::SetSources(sources, obeyed))
            }
            _ => return None,
        })
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
