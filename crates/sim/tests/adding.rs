//! People who are added in the moment in which a call begins.

use offhook_core::{CallMethod, Event, RemoteParticipantState as P};
use offhook_protocol::Slot;
use offhook_sim::{Actor, Scenario};

fn three(world: &Scenario) -> [Actor; 3] {
    ["alice", "bob", "carol"].map(|name| world.user(name).signs_in())
}

/// Alice has begun a call of Bob and adds Carol before anything else happens: all three are in it.
fn comes_into_the_call(world: &Scenario, [alice, bob, carol]: &[Actor; 3]) {
    alice.does(CallMethod::Add(carol.user().clone(), None));
    assert_eq!(alice.other(carol).states, [P::Connecting]);
    world.settle();
    assert_eq!(alice.other(carol).states, [P::Connecting, P::Ringing]);
    bob.accepts();
    carol.accepts();
    world.settle();
    let gone = alice.events().into_iter().any(|event| matches!(event, Event::ParticipantRemoved { .. }));
    assert!(!gone, "nobody leaves meanwhile");
    assert_eq!(alice.reaches(carol), [Slot::Microphone]);
    assert_eq!(bob.reaches(carol), [Slot::Microphone]);
}

#[test]
fn to_a_group_call() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.calls_all(&[&bob], None);
    comes_into_the_call(&world, &[alice, bob, carol]);
}

#[test]
fn to_a_one_to_one_call() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.calls(&bob);
    comes_into_the_call(&world, &[alice, bob, carol]);
}
