//! What must be so once a walk is over and everything works again.

use std::collections::BTreeMap;
use std::time::Duration;

use offhook_core::{ApiCall, CallMethod, CallState, RemoteParticipantState};
use offhook_protocol::{LegId, Slot};
use offhook_switchboard::Stage;

use super::walker::Walker;
use crate::browser::Device;
use crate::mirror::{Call, Participant};
use crate::network::Weather;
use crate::page::PageId;
use crate::world::World;

/// Longer than every timeout of a walk's world, one after the other: a lost power is noticed, then the loss times out.
const LONG: Duration = Duration::from_secs(160);

/// Restores everything, waits, and looks; then ends all calls and all pages, and looks again.
pub(super) fn come_to_rest(walker: &mut Walker) -> Result<(), String> {
    repair(walker);
    walker.world.pass(LONG);
    lawful(&walker.world)?;
    everybody_is_signed_in(walker)?;
    both_ends_agree(walker)?;
    every_method_was_answered(walker)?;
    hang_up_everything(walker);
    no_call_is_left(walker)?;
    leave(walker);
    nobody_is_left(walker)?;
    lawful(&walker.world)
}

pub(super) fn lawful(world: &World) -> Result<(), String> {
    world.violations().first().map_or(Ok(()), |broken| Err(broken.clone()))
}

fn repair(walker: &mut Walker) {
    walker.world.set_weather(Weather::calm());
    walker.world.start_server();
    let pages = walker.pages();
    for page in &pages {
        walker.world.restore(*page);
        walker.world.browser_says_online(*page, true);
        let devices = walker.world.devices(*page);
        (devices.microphone, devices.camera) = (Device::Works, Device::Works);
        walker.world.answer_questions(*page);
        pages.iter().for_each(|other| walker.world.unblock_media(*page, *other));
    }
}

/// Everybody who ever was, that is: a sign-in that found no server was rejected.
fn everybody_is_signed_in(walker: &Walker) -> Result<(), String> {
    let mut signed_in = 0;
    for page in walker.pages() {
        let mirror = walker.world.mirror(page);
        if let Some(leg) = mirror.ringing().next() {
            return Err(format!("page {}: {leg} still rings", page.0));
        }
        if walker.has_agent(page) && !mirror.connected {
            return Err(format!("page {}: its agent is not connected", page.0));
        }
        signed_in += usize::from(mirror.connected && walker.has_agent(page));
    }
    match walker.world.server_endpoints() {
        known if known == signed_in => Ok(()),
        known => Err(format!("{signed_in} pages are signed in, and the server knows {known}")),
    }
}

/// A call and the page it is on.
type Legs = BTreeMap<LegId, (PageId, Call)>;

fn current_legs(walker: &Walker) -> Legs {
    let of_page = |page: PageId| {
        let calls = walker.world.mirror(page).current_calls();
        calls.map(move |(leg, call)| (leg.clone(), (page, call.clone()))).collect::<Vec<_>>()
    };
    walker.pages().into_iter().flat_map(of_page).collect()
}

fn both_ends_agree(walker: &Walker) -> Result<(), String> {
    let legs = current_legs(walker);
    for (leg, (page, call)) in &legs {
        let at = format!("page {}, {leg}", page.0);
        if call.state() != CallState::Connected {
            return Err(format!("{at}: still {:?}", call.state()));
        }
        let other = other_end(&walker.world, leg).ok_or(format!("{at}: the server knows no other end"))?;
        let (there, their_call) = legs.get(&other).ok_or(format!("{at}: not so at the other end {other}"))?;
        let theirs = walker.world.user_of(*there);
        let listed: Vec<_> = call.participants.iter().filter(|(_, someone)| someone.listed).collect();
        match listed[..] {
            [(id, someone)] if id == theirs => {
                participant_agrees(someone, their_call).map_err(|e| format!("{at}: {e}"))?;
            }
            _ => return Err(format!("{at}: the roster is {:?}", call.participants)),
        }
        if call.has_network_trouble() {
            return Err(format!("{at}: in trouble though all is well: {:?}", call.diagnostics));
        }
        media_agrees(&walker.world, leg, call).map_err(|e| format!("{at}: {e}"))?;
    }
    every_leg_is_somewhere(walker, &legs)
}

fn other_end(world: &World, leg: &LegId) -> Option<LegId> {
    let call = world.server_calls().find(|call| call.legs.contains_key(leg))?;
    let inside = call.legs.iter().filter(|(_, leg)| leg.stage == Stage::In);
    inside.map(|(id, _)| id).find(|id| *id != leg).cloned()
}

fn participant_agrees(someone: &Participant, their_call: &Call) -> Result<(), String> {
    if someone.state() != RemoteParticipantState::Connected {
        return Err(format!("the participant is {:?}", someone.state()));
    }
    if someone.muted == their_call.is_audible() {
        return Err(format!(
            "the participant's isMuted is {}, and so is whether they send sound",
            someone.muted
        ));
    }
    if someone.shows_video() != their_call.video.is_some() {
        return Err(format!("their video is {:?}, here {:?}", their_call.video, someone.streams));
    }
    if !someone.video_arrives() || someone.audio.is_none() {
        return Err(format!("what arrives of them is told otherwise: {someone:?}"));
    }
    Ok(())
}

/// Whoever is not muted is heard, and whoever shows video is seen.
fn media_agrees(world: &World, leg: &LegId, call: &Call) -> Result<(), String> {
    let flows = world.flows();
    let sends = |slot| flows.iter().any(|flow| flow.slot == slot && world.leg_of(flow.from) == Some(leg));
    if call.is_audible() != sends(Slot::Microphone) {
        return Err(format!("isMuted is {}, audio {:?}, and not so what is sent", call.muted, call.audio));
    }
    if call.video.is_some() != sends(Slot::Camera) {
        return Err(format!("video is {:?}, camera sent: {}", call.video, sends(Slot::Camera)));
    }
    if !flows.iter().filter(|flow| world.leg_of(flow.to) == Some(leg)).all(|flow| flow.played) {
        return Err("something comes in that is not played".to_owned());
    }
    Ok(())
}

fn every_leg_is_somewhere(walker: &Walker, legs: &Legs) -> Result<(), String> {
    let server = walker.world.server_calls().flat_map(|call| call.legs.keys());
    let peers = walker.world.server_calls().flat_map(|call| call.peers.values());
    let ends = peers.flat_map(|peer| [&peer.offerer.leg, &peer.answerer.leg]);
    match server.chain(ends).find(|leg| !legs.contains_key(*leg)) {
        Some(leg) => Err(format!("the server has {leg}, which no page has")),
        None => Ok(()),
    }
}

fn every_method_was_answered(walker: &Walker) -> Result<(), String> {
    for page in walker.pages() {
        let (made, done) = (walker.world.calls_made(page), walker.world.mirror(page).done.len());
        if made != done {
            let missing = (1..=made as u32)
                .find(|n| !walker.world.mirror(page).done.contains_key(&offhook_core::RequestId(*n)));
            return Err(format!("page {}: request {missing:?} was never answered", page.0));
        }
    }
    Ok(())
}

fn hang_up_everything(walker: &mut Walker) {
    for (leg, (page, _)) in current_legs(walker) {
        walker.world.api(page, ApiCall::OfCall { leg, method: CallMethod::HangUp });
    }
    walker.world.pass(Duration::from_secs(5));
}

fn no_call_is_left(walker: &Walker) -> Result<(), String> {
    if let Some((leg, (page, call))) = current_legs(walker).pop_first() {
        return Err(format!("page {}: {leg} is still {:?} after it was hung up", page.0, call.state()));
    }
    for page in walker.pages() {
        let (captures, peers) = (walker.world.open_captures(page), walker.world.connections(page).len());
        if (captures, peers) != (0, 0) {
            return Err(format!("page {}: {captures} captures and {peers} peers are left over", page.0));
        }
    }
    match walker.world.server_calls().next() {
        Some(call) => Err(format!("the server still has the call {}", call.id)),
        None => Ok(()),
    }
}

fn leave(walker: &mut Walker) {
    for page in walker.pages() {
        walker.world.api(page, ApiCall::Dispose);
    }
    walker.world.pass(LONG);
}

fn nobody_is_left(walker: &Walker) -> Result<(), String> {
    every_method_was_answered(walker)?;
    match walker.world.server_endpoints() {
        0 => Ok(()),
        left => Err(format!("the server believes that {left} pages are signed in, and all have left")),
    }
}
