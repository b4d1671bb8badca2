//! Calls of many: who is called, who comes, who goes, and what the others notice of it.

mod calling;
mod changing;
mod joining;
mod leaving;

use offhook_core::RemoteParticipantState;
use offhook_protocol::{EndReason, LegId, RawId, Slot};
use offhook_sim::{Actor, Scenario};

fn four(world: &Scenario) -> [Actor; 4] {
    ["alice", "bob", "carol", "dave"].map(|name| world.user(name).signs_in())
}

/// The reason for which somebody is no longer in a call.
fn end_of(at: &Actor, call: &LegId, of: &RawId) -> Option<EndReason> {
    let participant = at.call(call).participants.get(of).cloned().expect("a participant");
    participant.reason.filter(|_| !participant.listed)
}

fn states_of(at: &Actor, call: &LegId, of: &Actor) -> Vec<RemoteParticipantState> {
    at.call(call).participants[of.user()].states.clone()
}

fn roster(at: &Actor) -> Vec<RawId> {
    let call = at.call(&at.leg());
    call.participants.iter().filter(|(_, one)| one.listed).map(|(id, _)| id.clone()).collect()
}

fn hear_each_other(people: &[&Actor]) {
    for one in people {
        for other in people.iter().filter(|other| other.page() != one.page()) {
            assert!(one.reaches(other).contains(&Slot::Microphone), "{:?} -> {:?}", one.page(), other.page());
        }
    }
}
