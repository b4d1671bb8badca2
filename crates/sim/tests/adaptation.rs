//! What is sent of pictures: by how many receive them and how large they show them.

use offhook_protocol::Slot;
use offhook_sim::{Actor, Scenario};

fn heights(who: &Actor, world: &Scenario) -> Vec<u32> {
    let mut heights: Vec<u32> =
        world.world().shapes(who.page(), Slot::Camera).iter().map(|shape| shape.height).collect();
    heights.sort_unstable();
    heights
}

/// Shows another's camera so high.
fn shows(who: &Actor, other: &Actor, height: u32) {
    let (stream, _) = who.other(other).video(Slot::Camera).expect("it is on");
    who.world(|world, page| world.show(page, stream, height));
}

#[test]
fn the_more_receive_it_the_less_each_gets() {
    let world = Scenario::new();
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| world.user(name).signs_in());
    alice.is_in_a_call_with(&bob);
    alice.starts_video();
    world.settle();
    assert_eq!(heights(&alice, &world), [1080]);
    alice.does(offhook_core::CallMethod::Add(carol.user().clone(), None));
    world.settle();
    carol.accepts();
    world.settle();
    assert_eq!(heights(&alice, &world), [720, 720]);
    carol.hangs_up();
    world.settle();
    assert_eq!(heights(&alice, &world), [1080]);
}

#[test]
fn a_small_tile_gets_a_small_picture_and_none_gets_none() {
    let world = Scenario::new();
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| world.user(name).signs_in());
    alice.is_in_a_group_with(&[&bob, &carol]);
    alice.starts_video();
    world.settle();
    shows(&bob, &alice, 150);
    world.settle();
    assert_eq!(heights(&alice, &world), [180, 720]);
    shows(&bob, &alice, 0);
    world.settle();
    assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
    assert_eq!(alice.reaches(&carol), [Slot::Microphone, Slot::Camera]);
    assert_eq!(heights(&alice, &world).last(), Some(&1080), "carol is the only one");
    shows(&bob, &alice, 700);
    world.settle();
    assert_eq!(alice.reaches(&bob), [Slot::Microphone, Slot::Camera]);
    assert_eq!(heights(&alice, &world), [720, 720]);
}

#[test]
fn who_turns_the_camera_on_again_knows_what_is_shown() {
    let world = Scenario::new();
    let [alice, bob] = ["alice", "bob"].map(|name| world.user(name).signs_in());
    alice.is_in_a_call_with(&bob);
    let (stream, _) = alice.starts_video();
    world.settle();
    shows(&bob, &alice, 90);
    alice.does(offhook_core::CallMethod::Source(offhook_core::SourceMethod::StopVideo(stream)));
    world.settle();
    alice.starts_video();
    world.settle();
    assert_eq!(heights(&alice, &world), [90]);
}

#[test]
fn of_two_devices_that_show_a_camera_the_one_that_is_not_shown_sends_none() {
    let world = Scenario::new();
    let group = "29228d3e-040e-4656-a70e-890ab4e173e5";
    let pages = ["alice", "bob", "bob"].map(|name| world.user(name).signs_in());
    pages.iter().for_each(|page| drop(page.joins(group)));
    world.settle();
    let [alice, page, phone] = &pages;
    page.starts_video();
    phone.starts_video();
    world.settle();
    let seen = [page, phone].map(|device| device.reaches(alice).contains(&Slot::Camera));
    assert_eq!(seen.iter().filter(|seen| **seen).count(), 1, "{seen:?}");
    let [shown, other] = if seen[0] { [page, phone] } else { [phone, page] };
    assert_eq!(other.reaches(alice), [Slot::Microphone]);

    // Nothing was said yet of how high it is shown: all of it.
    shown.hangs_up();
    world.settle();
    assert_eq!(other.reaches(alice), [Slot::Microphone, Slot::Camera]);
    assert_eq!(heights(other, &world), [1080]);
}
