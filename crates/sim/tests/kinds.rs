//! Teams users and communication users: one machine, and what only one of them may do.

use offhook_core::{AgentKind, ApiCall, CallMethod};
use offhook_protocol::Slot;
use offhook_sim::Scenario;

#[test]
fn a_token_of_the_other_kind_is_refused() {
    let world = Scenario::new();
    for (user, kind, code) in
        [("alice", AgentKind::Communication, (403, 40229)), ("guest", AgentKind::Teams, (403, 40231))]
    {
        let page = world.user(user).opens_page_for(kind);
        let sign_in = page.api(ApiCall::SignIn { name: None });
        world.settle();
        assert_eq!(page.error(sign_in), code);
    }
}

#[test]
fn a_communication_user_is_called_as_they_want() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in_as("Somebody else");
    let guest = world.user("guest-erin").signs_in_as("Erin");
    guest.joins("g");
    alice.joins("g");
    world.settle();
    assert_eq!(alice.other(&guest).name.as_deref(), Some("Erin"));
    assert_eq!(guest.other(&alice).name.as_deref(), Some("alice"), "a Teams user's name is the directory's");
    guest.world(|world, page| world.break_connections(page));
    world.passes(10);
    assert_eq!(alice.other(&guest).name.as_deref(), Some("Erin"));
    // The token is renewed meanwhile, and says something else.
    world.passes(13 * 3600);
    guest.hangs_up();
    world.settle();
    guest.joins("g");
    world.settle();
    assert_eq!(alice.other(&guest).name.as_deref(), Some("Erin"));
}

#[test]
fn both_kinds_are_in_one_call() {
    let world = Scenario::new();
    let [alice, bob] = ["alice", "bob"].map(|name| world.user(name).signs_in());
    let guest = world.user("guest-erin").signs_in_as("Erin");
    guest.is_in_a_call_with(&alice);
    guest.does(CallMethod::Add(bob.user().clone(), None));
    world.settle();
    bob.accepts();
    world.settle();
    for (one, other) in [(&alice, &guest), (&guest, &bob), (&bob, &guest)] {
        assert_eq!(one.reaches(other), [Slot::Microphone]);
    }
    alice.hangs_up();
    world.settle();
    bob.does(CallMethod::Add(alice.user().clone(), None));
    world.settle();
    alice.accepts();
    world.settle();
    assert_eq!(alice.reaches(&guest), [Slot::Microphone]);
}
