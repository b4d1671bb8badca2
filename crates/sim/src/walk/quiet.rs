//! What must be so once a walk is over and everything works again.

use std::time::Duration;

use offhook_core::{ApiCall, CallMethod};
use offhook_protocol::LegId;

use super::action::Credential;
use super::agreement::{current_legs, everybody_agrees};
use super::walker::Walker;
use crate::browser::Device;
use crate::mirror::Call;
use crate::network::Weather;
use crate::world::World;

/// Longer than every timeout of a walk's world, one after the other: a lost power is noticed, then the loss times out.
const LONG: Duration = Duration::from_secs(100);

/// Restores everything, waits, and looks.
pub(super) fn rest(walker: &mut Walker) -> Result<(), String> {
    repair(walker);
    walker.world.pass(LONG);
    lawful(&walker.world)?;
    everybody_is_signed_in(walker)?;
    everybody_agrees(walker)?;
    nothing_is_left_over(walker)?;
    every_method_was_answered(walker)
}

/// The same, then ends all calls and all pages, and looks again.
pub(super) fn come_to_rest(walker: &mut Walker) -> Result<(), String> {
    rest(walker)?;
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
    walker.world.mend_storage();
    walker.end_intrusion();
    let pages = walker.pages();
    for page in &pages {
        walker.world.thaw(*page);
        walker.world.restore(*page);
        walker.notice_all_well(*page);
        walker.set_credential(*page, Credential::Good);
        walker.world.browser_says_online(*page, true);
        let devices = walker.world.devices(*page);
        (devices.microphone, devices.camera, devices.screen) = (Device::Works, Device::Works, Device::Works);
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

/// A page has a media connection for each peer of its calls, and a device open for each thing that is sent, and no more.
fn nothing_is_left_over(walker: &Walker) -> Result<(), String> {
    for page in walker.pages() {
        let calls = walker.world.mirror(page).current_calls();
        let sent = |call: &Call| [call.audio, call.video, call.screen].iter().flatten().count();
        let (legs, captures): (Vec<&LegId>, Vec<usize>) = calls.map(|(leg, call)| (leg, sent(call))).unzip();
        let records = walker.world.server_calls().flat_map(|record| record.peers.values());
        let of_page = records.filter(|peer| legs.iter().any(|leg| peer.other_end(leg).is_some()));
        let expected = (of_page.count(), captures.iter().sum());
        let there = (walker.world.connections(page).len(), walker.world.open_captures(page));
        if there != expected {
            return Err(format!(
                "page {}: has {there:?} peers and captures, and should have {expected:?}",
                page.0
            ));
        }
    }
    Ok(())
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
