//! TURN credentials that expire: whoever needs some has good ones. That nobody gathers candidates with expired ones is a
//! law of the simulation.

use std::time::Duration;

use offhook_protocol::IceServer;
use offhook_sim::{Actor, Scenario, Settings, World};
use offhook_switchboard::{Ice, TurnSecret};

const TTL: u64 = 600;

fn world() -> Scenario {
    let mut settings = Settings::calm(1);
    let turn = TurnSecret { secret: "north".to_owned(), ttl: Duration::from_secs(TTL) };
    let server = IceServer { urls: vec!["turn:turn.example".to_owned()], username: None, credential: None };
    settings.server.ice = Ice { servers: vec![server], turn: Some(turn), ..Ice::default() };
    Scenario::with(settings)
}

fn users(actor: &Actor, world: &Scenario) -> Vec<String> {
    let world = world.world();
    let servers = world.configurations(actor.page()).flat_map(|ice| ice.ice_servers.iter());
    servers.filter_map(|server| server.username.clone()).collect()
}

#[test]
fn a_call_long_after_sign_in_has_good_credentials() {
    let world = world();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    world.passes(10 * TTL);
    alice.is_in_a_call_with(&bob);
    assert!(users(&alice, &world)[0].ends_with(alice.user().0.as_str()));
}

#[test]
fn a_restart_in_a_long_call_uses_renewed_credentials_at_both_ends() {
    let world = world();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    alice.is_in_a_call_with(&bob);
    let before = [&alice, &bob].map(|actor| users(actor, &world));
    world.passes(2 * TTL);
    alice.world(World::change_network);
    world.passes(30);
    let after = [&alice, &bob].map(|actor| users(actor, &world));
    assert!(before[0] != after[0] && before[1] != after[1], "{before:?} {after:?}");
    assert_eq!(alice.reaches(&bob), bob.reaches(&alice));
    assert!(!alice.reaches(&bob).is_empty());
}

#[test]
fn who_was_away_when_they_were_renewed_gets_them_when_it_is_back() {
    let world = world();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    alice.is_in_a_call_with(&bob);
    world.passes(TTL / 2 - 20);
    alice.world(World::cut);
    world.passes(40);
    alice.world(World::restore);
    world.passes(TTL / 2 - 10);
    alice.world(World::change_network);
    world.passes(30);
    assert!(!alice.reaches(&bob).is_empty());
}

#[test]
fn who_waited_long_for_an_offer_answers_it_with_good_credentials() {
    let world = world();
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| world.user(name).signs_in());
    alice.joins("north");
    carol.joins("north");
    world.settle();
    alice.world(World::freeze);
    bob.joins("north");
    world.passes(2 * TTL);
    alice.world(World::thaw);
    world.passes(15);
    assert!(!alice.reaches(&bob).is_empty() && !bob.reaches(&alice).is_empty());
}
