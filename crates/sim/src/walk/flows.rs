//! Whether all media passes that should, and no other.

use offhook_protocol::Slot;

use super::agreement::End;
use crate::browser;
use crate::world::{Flow, World};

const SLOTS: [Slot; 4] = [Slot::Microphone, Slot::Camera, Slot::Screen, Slot::ScreenAudio];

/// Whether the other end shows this end's picture of a slot, as far as it said anything of that.
fn is_shown(world: &World, end: &End<'_>, other: &End<'_>, slot: Slot) -> bool {
    let Some((stream, (peer, _))) = other.call.participants.get(&end.user).and_then(|we| we.video(slot))
    else {
        return true;
    };
    // Of two devices of a user one is shown, and only that one sends.
    let is_from_here = world.far_leg(browser::End { page: other.page, peer }) == Some(&end.leg);
    is_from_here && world.mirror(other.page).shown.get(&stream) != Some(&0)
}

/// Whoever is not muted is heard, whoever shows something is seen, and nothing passes to or from who is on hold.
pub(super) fn media_agrees(world: &World, end: &End<'_>, ends: &[End<'_>]) -> Result<(), String> {
    let flows = world.flows();
    let ours: Vec<&Flow> = flows.iter().filter(|flow| world.leg_of(flow.from) == Some(&end.leg)).collect();
    for other in ends.iter().filter(|other| other.user != end.user) {
        for slot in SLOTS {
            let wanted = end.is_open_to(other) && end.call.sends(slot) && is_shown(world, end, other, slot);
            let to_other = |flow: &&&Flow| flow.slot == slot && world.leg_of(flow.to) == Some(&other.leg);
            let flows: Vec<&&Flow> = ours.iter().filter(to_other).collect();
            if flows.len() != usize::from(wanted) {
                return Err(format!(
                    "{slot:?} should go to {}: {wanted}, and does {} times",
                    other.leg,
                    flows.len()
                ));
            }
            for flow in flows {
                flow_agrees(world, end, other, flow, ends)?;
            }
        }
    }
    Ok(())
}

/// It is heard unless that is not wanted, and a picture is as large as it is shown and as so many receivers allow.
fn flow_agrees(
    world: &World,
    from: &End<'_>,
    to: &End<'_>,
    flow: &Flow,
    ends: &[End<'_>],
) -> Result<(), String> {
    let slot = flow.slot;
    if flow.played == to.call.incoming_muted {
        return Err(format!("{slot:?} comes to {} and is played: {}", to.leg, flow.played));
    }
    if matches!(slot, Slot::Microphone | Slot::ScreenAudio) {
        return Ok(());
    }
    let receives = |other: &&End<'_>| {
        other.user != from.user && from.is_open_to(other) && is_shown(world, from, other, slot)
    };
    let receivers = ends.iter().filter(receives).count();
    let shown = to.call.participants.get(&from.user).and_then(|we| we.video(slot));
    let shown = shown.and_then(|(stream, _)| world.mirror(to.page).shown.get(&stream));
    let expected = picture(slot, receivers, shown.copied());
    match world.shape(flow.from, slot).map(|shape| shape.height) {
        Some(height) if height == expected => Ok(()),
        height => Err(format!("{slot:?} is {height:?} high to {}, and should be {expected}", to.leg)),
    }
}

/// The table of `offhook_core`'s adaptation, written down once more: as high as the next step above what is shown, and no higher
/// than so many receivers allow.
fn picture(slot: Slot, receivers: usize, shown: Option<u32>) -> u32 {
    let steps = [90, 180, 270, 360, 540, 720, 1080];
    let most = [1080, 720, 540, 360, 270, 270, 180][receivers.clamp(1, 7) - 1];
    let shown = steps.into_iter().find(|step| shown.is_some_and(|shown| *step >= shown)).unwrap_or(1080);
    if slot == Slot::Screen { 1080 } else { shown.min(most) }
}
