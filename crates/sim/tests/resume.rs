//! Connections that break and come back, in every phase of a call: nothing is lost and nothing happens twice.

use offhook_core::{CallMethod, CallState, Event, StartMedia};
use offhook_protocol::{EndReason, Slot};
use offhook_sim::{Actor, Scenario, Settings, Weather, World};

use CallState::{Connected, Connecting, Disconnected, Disconnecting, Ringing};

/// What may befall a page's signaling, and how it comes back.
type Mishap = (&'static str, fn(&Scenario, &Actor));

const MISHAPS: [Mishap; 4] = [
    ("the connection breaks", |_, actor| actor.world(World::break_connections)),
    ("no packet passes for a while", |world, actor| {
        actor.world(World::cut);
        world.passes(8);
        actor.world(World::restore);
    }),
    ("no packet passes for so long that both ends give the connection up", |world, actor| {
        actor.world(World::cut);
        world.passes(45);
        actor.world(World::restore);
    }),
    ("the network changes", |_, actor| actor.world(World::change_network)),
];

fn pair(world: &Scenario) -> (Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in())
}

/// Tells the same story with each mishap, of either page, at ever later moments.
fn with_each_mishap(story: impl Fn(&Scenario, &Actor, &Actor, &dyn Fn())) {
    for (name, mishap) in MISHAPS {
        for concerns_caller in [true, false] {
            for late in [0, 10, 20, 30, 60, 100, 300] {
                println!("{name}, after {late} ms, at the caller: {concerns_caller}");
                let world = Scenario::new();
                let (alice, bob) = pair(&world);
                let victim = if concerns_caller { &alice } else { &bob };
                story(&world, &alice, &bob, &|| {
                    world.passes_millis(late);
                    mishap(&world, victim);
                    world.passes(15);
                });
            }
        }
    }
}

#[test]
fn while_it_starts_to_ring() {
    with_each_mishap(|world, alice, bob, mishap| {
        let here = alice.calls(bob);
        mishap();
        let there = bob.accepts();
        world.passes(15);
        assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
        assert_eq!(bob.states(&there), [Connecting, Connected]);
        assert_eq!(
            (alice.reaches(bob), bob.reaches(alice)),
            (vec![Slot::Microphone], vec![Slot::Microphone])
        );
    });
}

#[test]
fn while_it_is_accepted() {
    with_each_mishap(|world, alice, bob, mishap| {
        let here = alice.calls(bob);
        world.settle();
        let there = bob.accepts();
        mishap();
        assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
        assert_eq!(bob.states(&there), [Connecting, Connected]);
        assert_eq!(
            (alice.reaches(bob), bob.reaches(alice)),
            (vec![Slot::Microphone], vec![Slot::Microphone])
        );
    });
}

#[test]
fn in_the_call() {
    with_each_mishap(|world, alice, bob, mishap| {
        let (here, there) = alice.is_in_a_call_with(bob);
        alice.mutes();
        let (video, _) = bob.starts_video();
        mishap();
        assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
        assert_eq!(bob.states(&there), [Connecting, Connected]);
        assert!(bob.call(&there).participants[alice.user()].muted);
        assert_eq!(bob.call(&there).video, Some(video));
        assert!(alice.call(&here).participants[bob.user()].shows(offhook_protocol::Slot::Camera));
        world.passes(10);
        assert_eq!((alice.reaches(bob), bob.reaches(alice)), (vec![], vec![Slot::Microphone, Slot::Camera]));
    });
}

#[test]
fn while_it_is_hung_up() {
    with_each_mishap(|world, alice, bob, mishap| {
        let (here, there) = alice.is_in_a_call_with(bob);
        let request = alice.hangs_up();
        mishap();
        world.passes(5);
        assert_eq!(alice.states(&here), [Connecting, Ringing, Connected, Disconnecting, Disconnected]);
        assert_eq!(bob.states(&there), [Connecting, Connected, Disconnected]);
        assert_eq!((alice.end_of(&here), bob.end_of(&there)), (EndReason::HUNG_UP, EndReason::HUNG_UP));
        assert!(alice.result(request).unwrap().is_ok());
        assert!(alice.has_let_go() && bob.has_let_go());
        assert_eq!(world.world().server_calls().count(), 0);
    });
}

#[test]
fn while_it_is_rejected() {
    with_each_mishap(|world, alice, bob, mishap| {
        let here = alice.calls(bob);
        world.settle();
        let request = bob.rejects();
        mishap();
        world.passes(5);
        assert_eq!(alice.end_of(&here), EndReason::REJECTED);
        assert!(bob.result(request).unwrap().is_ok());
        assert_eq!(bob.sees(|mirror| mirror.ringing().count()), 0);
    });
}

#[test]
fn a_loss_of_signaling_alone_does_not_disturb_the_sound() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    for _ in 0..20 {
        alice.world(World::break_connections);
        world.passes_millis(250);
        assert_eq!(
            (alice.reaches(&bob), bob.reaches(&alice)),
            (vec![Slot::Microphone], vec![Slot::Microphone])
        );
    }
    assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
    assert_eq!(alice.diagnostics(), []);
}

#[test]
fn the_agents_connection_state_follows() {
    let world = Scenario::new();
    let (alice, _) = pair(&world);
    alice.world(World::break_connections);
    world.passes(5);
    let changes: Vec<bool> = alice
        .events()
        .iter()
        .filter_map(|event| match event {
            Event::ConnectionStateChanged { connected, .. } => Some(*connected),
            _ => None,
        })
        .collect();
    assert_eq!(changes.first(), Some(&true));
    assert_eq!(changes.last(), Some(&true));
    assert!(changes.windows(2).all(|two| two[0] != two[1]), "only changes are told: {changes:?}");
}

/// Cuts a page off, and says so much to it while it is away that the server keeps only the outcome.
fn overflow(world: &Scenario, victim: &Actor, talker: &Actor) {
    victim.world(World::cut);
    world.passes(45);
    for _ in 0..160 {
        talker.mutes();
        world.passes_millis(50);
        talker.unmutes();
        world.passes_millis(50);
    }
}

fn comes_back(world: &Scenario, victim: &Actor) {
    victim.world(World::restore);
    world.passes(15);
    assert!(world.world().trace().to_string().contains("\"resync\""), "messages were lost");
}

#[test]
fn what_the_server_could_not_keep_is_told_as_a_whole() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    overflow(&world, &bob, &alice);
    alice.mutes();
    let (_, video) = alice.starts_video();
    world.settle();
    assert!(alice.result(video).unwrap().is_ok());
    world.passes(10);
    comes_back(&world, &bob);
    let call = bob.call(&there);
    assert_eq!(call.states, [Connecting, Connected]);
    assert!(call.participants[alice.user()].muted);
    assert!(call.participants[alice.user()].shows(offhook_protocol::Slot::Camera));
    assert_eq!(alice.reaches(&bob), [Slot::Camera]);
}

#[test]
fn an_accept_whose_answer_is_among_what_was_lost_resolves() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.calls(&bob);
    world.settle();
    let leg = bob.incoming();
    let accept = bob.api(offhook_core::ApiCall::OfCall {
        leg: leg.clone(),
        method: offhook_core::CallMethod::Accept(StartMedia::default()),
    });
    world.passes_millis(25);
    overflow(&world, &bob, &alice);
    assert_eq!(bob.result(accept), None);
    comes_back(&world, &bob);
    assert!(bob.result(accept).unwrap().is_ok());
    assert_eq!(bob.states(&leg), [Connecting, Connected]);
}

#[test]
fn what_others_show_is_told_again_to_who_lost_it() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    bob.starts_video();
    world.settle();
    let shows = |height| {
        let (stream, _) = alice.other(&bob).video(Slot::Camera).expect("it is on");
        alice.world(|world, page| world.show(page, stream, height));
        world.settle();
    };
    let sent = || world.world().shapes(bob.page(), Slot::Camera)[0].height;
    shows(180);
    assert_eq!(sent(), 180);
    overflow(&world, &bob, &alice);
    shows(360);
    comes_back(&world, &bob);
    assert_eq!(sent(), 360);
}

#[test]
fn what_two_ends_show_is_told_again_to_both_if_both_lost_it() {
    let world = Scenario::new();
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| world.user(name).signs_in());
    alice.is_in_a_group_with(&[&bob, &carol]);
    alice.starts_video();
    world.settle();
    let (stream, _) = bob.other(&alice).video(Slot::Camera).expect("it is on");
    bob.world(|world, page| world.show(page, stream, 0));
    world.settle();
    assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
    overflow(&world, &alice, &carol);
    bob.world(World::cut);
    // What is asked of those who are away themselves is lost, too.
    comes_back(&world, &alice);
    overflow(&world, &bob, &carol);
    comes_back(&world, &bob);
    assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
}

#[test]
fn what_was_lost_of_negotiating_is_negotiated_anew() {
    for (concerns_new, late) in [(true, 0), (true, 10), (false, 0), (false, 10), (false, 20), (false, 30)] {
        println!("after {late} ms, at who is new: {concerns_new}");
        let world = Scenario::new();
        let [alice, bob, dan] = ["alice", "bob", "dan"].map(|name| world.user(name).signs_in());
        alice.is_in_a_call_with(&bob);
        alice.does(CallMethod::Add(dan.user().clone(), None));
        while dan.sees(|mirror| mirror.ringing().count()) == 0 {
            world.passes_millis(1);
        }
        dan.accepts();
        world.passes_millis(late);
        let victim = if concerns_new { &dan } else { &bob };
        overflow(&world, victim, &alice);
        comes_back(&world, victim);
        assert_eq!((bob.reaches(&dan), dan.reaches(&bob)), (vec![Slot::Microphone], vec![Slot::Microphone]));
    }
}

#[test]
fn a_call_that_was_rejected_meanwhile_does_not_ring_again() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let carol = world.user("carol").signs_in();
    alice.is_in_a_call_with(&bob);
    carol.calls(&bob);
    world.settle();
    let ringing = bob.incoming();
    overflow(&world, &bob, &alice);
    let method = CallMethod::Reject;
    let reject = bob.api(offhook_core::ApiCall::OfCall { leg: ringing.clone(), method });
    comes_back(&world, &bob);
    assert!(bob.result(reject).unwrap().is_ok());
    let rings = |event: &&Event| matches!(event, Event::IncomingCall { leg, .. } if *leg == ringing);
    assert_eq!(bob.events().iter().filter(rings).count(), 1);
}

#[test]
fn a_call_that_began_and_ended_in_what_was_lost_has_ended() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let carol = world.user("carol").signs_in();
    alice.is_in_a_call_with(&bob);
    let here = bob.calls(&carol);
    // The server hears of it, and nothing of that comes back.
    world.passes_millis(25);
    overflow(&world, &bob, &alice);
    carol.rejects();
    world.settle();
    comes_back(&world, &bob);
    assert_eq!(bob.states(&here), [Connecting, Disconnected]);
}

#[test]
fn who_was_called_and_was_not_there_is_not_shown_later() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let [carol, dan] = ["carol", "dan"].map(|name| world.user(name).signs_in());
    dan.closes_page();
    world.settle();
    alice.is_in_a_call_with(&bob);
    let here = bob.calls_all(&[&carol, &dan], None);
    world.passes_millis(25);
    overflow(&world, &bob, &alice);
    carol.accepts();
    comes_back(&world, &bob);
    let call = bob.call(&here);
    assert!(call.participants[carol.user()].listed);
    assert!(!call.participants[dan.user()].listed);
}

#[test]
fn signaling_that_breaks_again_and_again_restarts_media_once() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    world.world_mut().block_media(alice.page(), bob.page());
    world.passes(3);
    let said = |what| world.world().trace().to_string().matches(what).count();
    let restarts = || (said("Offer {"), said("\"needOffer\""));
    let before = restarts();
    for _ in 0..10 {
        alice.world(World::break_connections);
        bob.world(World::break_connections);
        world.passes_millis(300);
    }
    let (offers, requests) = restarts();
    // A request is written down as it is sent and as it is heard.
    let (offers, requests) = (offers - before.0, requests - before.1);
    assert!(offers <= 1 && requests <= 2, "{offers} offers, {requests} requests for one");
}

#[test]
fn a_call_that_ended_in_what_was_lost_has_ended() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    overflow(&world, &bob, &alice);
    alice.hangs_up();
    world.settle();
    comes_back(&world, &bob);
    assert!(bob.call(&there).is_over());
    assert!(bob.has_let_go());
}

#[test]
fn whoever_is_called_while_the_network_is_gone_rings_when_it_comes_back() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    bob.world(World::cut);
    world.passes(40);
    let here = alice.calls(&bob);
    world.passes(30);
    assert_eq!(alice.states(&here), [Connecting]);
    bob.world(World::restore);
    world.passes(10);
    assert_eq!(alice.states(&here), [Connecting, Ringing]);
    bob.accepts();
    world.passes(5);
    assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
}

#[test]
fn a_call_that_is_placed_without_a_network_is_placed_when_it_comes_back() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.world(World::cut);
    world.passes(40);
    let here = alice.calls(&bob);
    assert_eq!(alice.states(&here), [Connecting]);
    world.passes(10);
    alice.world(World::restore);
    world.passes(10);
    assert_eq!(alice.states(&here), [Connecting, Ringing]);
    assert_eq!(bob.sees(|mirror| mirror.ringing().count()), 1);
}

#[test]
fn a_call_that_was_cancelled_without_a_network_does_not_ring_later() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.world(World::cut);
    world.passes(40);
    let here = alice.calls(&bob);
    let request = alice.hangs_up();
    assert!(alice.result(request).unwrap().is_ok());
    assert_eq!(alice.end_of(&here), EndReason::CANCELLED);
    alice.world(World::restore);
    world.passes(10);
    assert_eq!(bob.sees(|mirror| mirror.ringing().count()), 0);
    assert_eq!(world.world().server_calls().count(), 0);
    assert!(alice.has_let_go());
}

#[test]
fn a_restarted_server_ends_the_calls_and_the_agents_sign_in_again() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let carol = world.user("carol").signs_in();
    let (here, there) = alice.is_in_a_call_with(&bob);
    let ringing = carol.calls(&bob);
    world.settle();
    let incoming = bob.incoming();
    world.world_mut().stop_server();
    world.passes(3);
    world.world_mut().start_server();
    world.passes(15);
    for (actor, leg) in [(&alice, &here), (&bob, &there), (&carol, &ringing)] {
        assert_eq!(actor.end_of(leg), EndReason::NETWORK_LOST);
        assert!(actor.has_let_go());
        assert!(actor.sees(|mirror| mirror.connected));
    }
    assert_eq!(bob.missed(&incoming), Some(EndReason::NETWORK_LOST));
    alice.is_in_a_call_with(&bob);
}

#[test]
fn a_server_that_does_not_come_back_ends_the_calls_after_the_loss_timeout() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    world.world_mut().stop_server();
    world.passes(115);
    assert!(!alice.call(&here).is_over());
    assert_eq!(alice.reaches(&bob), [Slot::Microphone], "they hear each other as long as they may");
    world.passes(10);
    assert_eq!((alice.end_of(&here), bob.end_of(&there)), (EndReason::NETWORK_LOST, EndReason::NETWORK_LOST));
    assert!(alice.has_let_go() && bob.has_let_go());
}

#[test]
fn a_page_that_comes_back_after_the_loss_timeout_signs_in_again() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    alice.world(World::cut);
    world.passes(300);
    assert_eq!(alice.end_of(&here), EndReason::NETWORK_LOST);
    alice.world(World::restore);
    world.passes(15);
    assert!(alice.sees(|mirror| mirror.connected));
    alice.is_in_a_call_with(&bob);
}

#[test]
fn a_page_that_comes_back_from_the_browsers_cache_signs_in_again() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.world(World::hide_page);
    world.passes(15);
    assert_eq!((alice.end_of(&here), bob.end_of(&there)), (EndReason::PAGE_CLOSED, EndReason::PAGE_CLOSED));
    assert!(alice.has_let_go());
    assert!(alice.sees(|mirror| mirror.connected));
    alice.is_in_a_call_with(&bob);
}

#[test]
fn frames_that_are_lost_doubled_and_swapped_do_not_matter() {
    for seed in 0..40 {
        let world = Scenario::with(Settings { weather: Weather::stormy(), ..Settings::calm(seed) });
        let (alice, bob) = (world.user("alice").opens_page(), world.user("bob").opens_page());
        for actor in [&alice, &bob] {
            actor.api(offhook_core::ApiCall::SignIn { name: None });
        }
        world.passes(60);
        let here = alice.calls_with(bob.user(), StartMedia { muted: true, ..StartMedia::default() });
        world.passes(60);
        let there = bob.accepts();
        world.passes(60);
        assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
        assert_eq!(bob.states(&there), [Connecting, Connected]);
        bob.hangs_up();
        world.passes(60);
        assert_eq!((alice.end_of(&here), bob.end_of(&there)), (EndReason::HUNG_UP, EndReason::HUNG_UP));
    }
}
