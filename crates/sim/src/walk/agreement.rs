//! Whether all ends of each call, and the switchboard, say the same of it.

use std::collections::{BTreeMap, BTreeSet};

use offhook_core::{CallState, RemoteParticipantState};
use offhook_protocol::{LegId, RawId, Slot};
use offhook_switchboard::{CallRecord, Stage, Wait};

use super::flows::media_agrees;
use super::walker::Walker;
use crate::mirror::{Call, Participant};
use crate::page::PageId;
use crate::world::World;

/// The calls that are not over, and the pages that they are on.
pub(super) type Legs = BTreeMap<LegId, (PageId, Call)>;

pub(super) fn current_legs(walker: &Walker) -> Legs {
    let of_page = |page: PageId| {
        let calls = walker.world.mirror(page).current_calls();
        calls.map(move |(leg, call)| (leg.clone(), (page, call.clone()))).collect::<Vec<_>>()
    };
    walker.pages().into_iter().flat_map(of_page).collect()
}

pub(super) fn everybody_agrees(walker: &Walker) -> Result<(), String> {
    let legs = current_legs(walker);
    let mut known = BTreeSet::new();
    for record in walker.world.server_calls() {
        let ends = ends_of(walker, &legs, record)?;
        known.extend(ends.iter().map(|end| end.leg.clone()));
        let of_call = |e| format!("{}: {e}", record.id);
        record_is_settled(record).and_then(|()| shares_agree(record, &ends)).map_err(of_call)?;
        for end in &ends {
            let at = |e| format!("page {}, {}: {e}", end.page.0, end.leg);
            end_agrees(&walker.world, record, end, &ends).map_err(at)?;
        }
    }
    match legs.keys().find(|leg| !known.contains(*leg)) {
        Some(leg) => Err(format!("a page has {leg}, which the server does not know")),
        None => Ok(()),
    }
}

/// One end of a call.
#[derive(Debug)]
pub(super) struct End<'a> {
    pub(super) leg: LegId,
    pub(super) page: PageId,
    pub(super) user: RawId,
    pub(super) call: &'a Call,
}

impl End<'_> {
    /// Whether media may pass between the two.
    pub(super) fn is_open_to(&self, other: &End<'_>) -> bool {
        !self.call.is_on_hold() && !other.call.is_on_hold()
    }
}

/// The ends of a call: all its legs are in it, and on a page.
fn ends_of<'a>(walker: &Walker, legs: &'a Legs, record: &CallRecord) -> Result<Vec<End<'a>>, String> {
    let of_peers = record.peers.values().flat_map(|peer| [&peer.offerer.leg, &peer.answerer.leg]);
    if let Some(leg) = of_peers.into_iter().find(|leg| !record.legs.contains_key(*leg)) {
        return Err(format!("the server has a peer of {leg}, which is gone"));
    }
    let mut ends = Vec::new();
    for (id, leg) in &record.legs {
        let (page, call) = legs.get(id).ok_or(format!("the server has {id}, which no page has"))?;
        if leg.stage != Stage::In {
            return Err(format!("{id} is {:?} though all is quiet", leg.stage));
        }
        let user = walker.world.user_of(*page).clone();
        ends.push(End { leg: id.clone(), page: *page, user, call });
    }
    Ok(ends)
}

/// Nobody is waited for any more, and between every two people's ends there is one peer.
fn record_is_settled(record: &CallRecord) -> Result<(), String> {
    if !record.invitations.is_empty() || record.members.values().any(|member| member.rings_until.is_some()) {
        return Err(format!("{:?} and {:?} though all is quiet", record.invitations, record.members));
    }
    let users: Vec<&RawId> = record.legs.values().map(|leg| &leg.user).collect();
    let pairs =
        users.iter().enumerate().flat_map(|(at, one)| users[..at].iter().filter(move |other| *other != one));
    let (pairs, peers) = (pairs.count(), record.peers.values());
    match peers.clone().all(|peer| peer.wait == Wait::Nothing) && peers.len() == pairs {
        true => Ok(()),
        false => Err(format!("the peers between {pairs} pairs are {:?}", record.peers)),
    }
}

/// Nobody shares while another does, and everybody who is not on hold sees the one who does by the server, and no other.
fn shares_agree(record: &CallRecord, ends: &[End<'_>]) -> Result<(), String> {
    let sharers: Vec<&LegId> =
        record.legs.iter().filter(|(_, leg)| leg.sources.screen).map(|(id, _)| id).collect();
    if sharers.len() > 1 {
        return Err(format!("{sharers:?} share at once"));
    }
    for end in ends {
        let shares = sharers.contains(&&end.leg);
        if end.call.screen.is_some() != shares {
            return Err(format!("{} shares by the server: {shares}, and by itself: {}", end.leg, !shares));
        }
    }
    let sharer = ends.iter().find(|end| sharers.contains(&&end.leg));
    ends.iter().try_for_each(|end| sees_share_of(end, sharer))
}

fn sees_share_of(end: &End<'_>, sharer: Option<&End<'_>>) -> Result<(), String> {
    let shown = end.call.participants.iter().filter(|(_, someone)| someone.shows(Slot::Screen));
    let shown: Vec<&RawId> = shown.map(|(user, _)| user).collect();
    let sharer = sharer.filter(|sharer| sharer.user != end.user && sharer.is_open_to(end));
    let expected: Vec<&RawId> = sharer.map(|sharer| &sharer.user).into_iter().collect();
    match shown == expected {
        true => Ok(()),
        false => Err(format!("{} is shown the screens of {shown:?}, and should be of {expected:?}", end.leg)),
    }
}

fn end_agrees(world: &World, record: &CallRecord, end: &End<'_>, ends: &[End<'_>]) -> Result<(), String> {
    let others: Vec<&End<'_>> = ends.iter().filter(|other| other.user != end.user).collect();
    if record.group.is_none() && others.is_empty() {
        return Err("alone in a one-to-one call".to_owned());
    }
    if end.call.group != record.group {
        return Err(format!("the group is {:?}, and here {:?}", record.group, end.call.group));
    }
    if end.call.is_in_trouble() {
        return Err(format!("in trouble though all is well: {:?}", end.call.diagnostics));
    }
    state_agrees(record, end, &others)?;
    roster_agrees(world, record, end, &others)?;
    media_agrees(world, end, ends)
}

fn state_agrees(record: &CallRecord, end: &End<'_>, others: &[&End<'_>]) -> Result<(), String> {
    let held_by_other = record.group.is_none() && others.iter().any(|other| other.call.is_on_hold());
    let on_hold = record.legs.get(&end.leg).is_some_and(|leg| leg.sources.on_hold);
    let expected = match (on_hold, held_by_other) {
        (true, _) => CallState::LocalHold,
        (false, true) => CallState::RemoteHold,
        (false, false) => CallState::Connected,
    };
    match end.call.state() {
        state if state == expected => Ok(()),
        state => Err(format!("{state:?}, and should be {expected:?}")),
    }
}

fn roster_agrees(
    world: &World,
    record: &CallRecord,
    end: &End<'_>,
    others: &[&End<'_>],
) -> Result<(), String> {
    let users: BTreeSet<&RawId> = others.iter().map(|other| &other.user).collect();
    let listed: BTreeSet<&RawId> =
        end.call.participants.iter().filter(|(_, someone)| someone.listed).map(|(id, _)| id).collect();
    if users != listed {
        return Err(format!("the roster is {listed:?}, and should be {users:?}"));
    }
    for user in users {
        let theirs: Vec<&End<'_>> = others.iter().filter(|other| other.user == *user).copied().collect();
        let someone = &end.call.participants[user];
        let of_user = |e| format!("{user} {e}: {someone:?}");
        participant_agrees(world, end, someone, &theirs).map_err(of_user)?;
        if someone.name != record.members.get(user).and_then(|member| member.name.clone()) {
            return Err(of_user("is called otherwise by the server".to_owned()));
        }
    }
    Ok(())
}

fn participant_agrees(
    world: &World,
    end: &End<'_>,
    someone: &Participant,
    theirs: &[&End<'_>],
) -> Result<(), String> {
    let all = |is_so: fn(&Call) -> bool| theirs.iter().all(|other| is_so(other.call));
    let expected = match all(Call::is_on_hold) {
        true => RemoteParticipantState::Hold,
        false => RemoteParticipantState::Connected,
    };
    if someone.state() != expected {
        return Err(format!("is {:?}, and should be {expected:?}", someone.state()));
    }
    let endpoints: BTreeSet<_> = theirs.iter().filter_map(|other| world.endpoint(other.page)).collect();
    if someone.endpoints.iter().collect::<BTreeSet<_>>() != endpoints {
        return Err(format!("has other endpoints than {endpoints:?}"));
    }
    if someone.speaking {
        return Err("speaks though nobody does".to_owned());
    }
    if someone.muted != all(|call| !call.is_audible()) {
        return Err(format!("has isMuted {}", someone.muted));
    }
    for slot in [Slot::Camera, Slot::Screen] {
        let shows = theirs.iter().any(|other| end.is_open_to(other) && other.call.sends(slot));
        if someone.shows(slot) != shows {
            return Err(format!("shows {slot:?}: {}, and should: {shows}", !shows));
        }
    }
    let comes = theirs.iter().any(|other| end.is_open_to(other));
    let shown = &world.mirror(end.page).shown;
    match someone.video_arrives(shown) && someone.audio.is_some() == comes {
        true => Ok(()),
        false => Err("is told of otherwise than it arrives".to_owned()),
    }
}
