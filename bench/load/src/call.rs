//! Two clients and their calls.

use anyhow::Result;
use offhook_protocol::{
    ClientMessage, Description, DescriptionKind, Direction, LegId, LegState, PeerId, PeerState, RawId,
    ServerMessage, Signal, Slot, SlotUse, Sources, StartCall,
};
use uuid::Uuid;

use crate::client::Client;
use crate::server::Server;

const SOURCES: Sources =
    Sources { muted: false, camera: false, screen: false, screen_audio: false, on_hold: false };

/// A line of the length and with the escapes that a session description's lines have.
const LINE: &str = "a=rtpmap:111 opus/48000/2 and what else a line may say\r\n";

/// Who calls, and who is called.
pub(crate) struct Pair {
    pub(crate) caller: Client,
    pub(crate) callee: Client,
}

/// A call whose media is connected.
pub(crate) struct Call {
    caller: LegId,
    callee: LegId,
    peer: PeerId,
}

impl Pair {
    pub(crate) async fn open(server: &Server) -> Result<Pair> {
        Ok(Pair { caller: Client::open(server).await?, callee: Client::open(server).await? })
    }

    /// What pages say until media flows, but for candidates.
    pub(crate) async fn call(&mut self, description_bytes: usize) -> Result<Call> {
        let call = self.ring(description_bytes).await?;
        let Pair { caller, callee } = self;
        callee.say(ClientMessage::Accept { leg: call.callee.clone(), sources: SOURCES }).await?;
        caller.until(|message| became(message, |state| state == LegState::Accepted)).await?;
        for (client, leg) in [(caller, &call.caller), (callee, &call.callee)] {
            let (leg, peer) = (leg.clone(), call.peer);
            client.say(ClientMessage::Peer { leg, peer, state: PeerState::Connected }).await?;
        }
        Ok(call)
    }

    /// Media is negotiated while it rings.
    async fn ring(&mut self, description_bytes: usize) -> Result<Call> {
        let Pair { caller, callee } = self;
        let leg = LegId(Uuid::new_v4().to_string());
        let (to, sources) = (RawId(callee.user.clone()), SOURCES);
        caller.say(ClientMessage::StartCall(StartCall { leg: leg.clone(), callee: to, sources })).await?;
        let incoming = callee.until(incoming).await?;
        let peer = caller.until(opened_peer).await?;
        let call = Call { caller: leg, callee: incoming, peer };
        caller.say(call.offer(description_bytes)).await?;
        callee.say(ClientMessage::Ringing { leg: call.callee.clone() }).await?;
        caller.until(|message| became(message, |state| state == LegState::Ringing)).await?;
        callee.until(description).await?;
        callee.say(call.answer(description_bytes)).await?;
        caller.until(description).await?;
        Ok(call)
    }

    pub(crate) async fn hang_up(&mut self, call: Call) -> Result<()> {
        self.caller.say(ClientMessage::HangUp { leg: call.caller }).await?;
        for client in [&mut self.caller, &mut self.callee] {
            client.until(|message| became(message, |state| matches!(state, LegState::Ended(_)))).await?;
        }
        Ok(())
    }
}

impl Call {
    /// Between two who have not called each other, for a relay that does not know calls.
    pub(crate) fn none() -> Call {
        let leg = || LegId(Uuid::new_v4().to_string());
        Call { caller: leg(), callee: leg(), peer: PeerId(1) }
    }

    /// What the caller offers.
    pub(crate) fn offer(&self, bytes: usize) -> ClientMessage {
        negotiate(&self.caller, self.peer, DescriptionKind::Offer, bytes)
    }

    fn answer(&self, bytes: usize) -> ClientMessage {
        negotiate(&self.callee, self.peer, DescriptionKind::Answer, bytes)
    }
}

fn negotiate(leg: &LegId, peer: PeerId, kind: DescriptionKind, bytes: usize) -> ClientMessage {
    let sdp = LINE.repeat(bytes / LINE.len());
    let slots = vec![SlotUse { slot: Slot::Microphone, on: true }];
    let description = Description { kind, generation: 0, sdp, slots };
    ClientMessage::Negotiate { leg: leg.clone(), peer, signal: Signal::Description(description) }
}

fn incoming(message: ServerMessage) -> Option<LegId> {
    match message {
        ServerMessage::Call { leg, view, .. } if view.direction == Direction::Incoming => Some(leg),
        _ => None,
    }
}

fn opened_peer(message: ServerMessage) -> Option<PeerId> {
    let peers = match message {
        ServerMessage::Call { view, .. } => view.peers,
        ServerMessage::Patch { patch, .. } => patch.peers,
        _ => return None,
    };
    peers.first().map(|peer| peer.id)
}

/// Whether a leg has changed to a state that is looked for. No client has two legs at once.
fn became(message: ServerMessage, wanted: impl Fn(LegState) -> bool) -> Option<()> {
    match message {
        ServerMessage::Patch { patch, .. } => patch.state.filter(|state| wanted(*state)).map(drop),
        _ => None,
    }
}

/// Whether the other end sent a session description.
pub(crate) fn description(message: ServerMessage) -> Option<()> {
    matches!(message, ServerMessage::Negotiate { .. }).then_some(())
}
