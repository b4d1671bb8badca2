//! A session outlives its connections: nothing is lost, taken twice, or taken out of order.

use offhook_protocol::{Frame, Link, Receipt};
use proptest::prelude::*;

fn numbers<M: Clone>(frames: &[Frame<M>]) -> Vec<u64> {
    frames.iter().map(|frame| frame.seq).collect()
}

fn sent(count: u32) -> Link<u32> {
    let mut link = Link::new();
    for message in 1..=count {
        link.send(message);
    }
    link
}

#[test]
fn numbers_count_from_one() {
    let mut link = Link::new();
    assert_eq!(link.send("a"), Frame { seq: 1, ack: 0, message: Some("a") });
    assert_eq!(link.send("b"), Frame { seq: 2, ack: 0, message: Some("b") });
    assert_eq!(link.last_sent(), 2);
}

#[test]
fn what_is_sent_once_has_no_number_and_is_not_kept() {
    let mut link = sent(1);
    assert_eq!(link.send_once(9), Frame { seq: 0, ack: 0, message: Some(9) });
    assert_eq!((link.last_sent(), link.unacknowledged().len()), (1, 1));
}

#[test]
fn the_next_number_is_fresh_and_the_same_again_a_duplicate() {
    let mut link = Link::<u32>::new();
    assert_eq!(link.receive(1, 0), Receipt::Fresh);
    assert_eq!(link.receive(1, 0), Receipt::Duplicate);
    assert_eq!(link.receive(2, 0), Receipt::Fresh);
    assert_eq!(link.receive(1, 0), Receipt::Duplicate);
}

#[test]
fn a_missing_number_is_a_gap_that_takes_nothing() {
    let mut link = Link::<u32>::new();
    assert_eq!(link.receive(2, 0), Receipt::Gap);
    assert_eq!(link.last_received(), 0);
    assert_eq!(link.receive(1, 0), Receipt::Fresh);
    assert_eq!(link.receive(2, 0), Receipt::Fresh);
}

#[test]
fn no_number_is_always_fresh() {
    let mut link = Link::<u32>::new();
    assert_eq!(link.receive(0, 0), Receipt::Fresh);
    assert_eq!(link.receive(0, 0), Receipt::Fresh);
    assert_eq!(link.last_received(), 0);
}

#[test]
fn what_is_received_is_acknowledged_with_whatever_is_sent_next() {
    let mut link = Link::new();
    link.receive(1, 0);
    assert_eq!(link.send("a").ack, 1);
    link.receive(2, 0);
    assert_eq!(link.send_once("b").ack, 2);
    link.receive(3, 0);
    assert_eq!(link.acknowledge(), Frame { seq: 0, ack: 3, message: None });
}

#[test]
fn a_mere_acknowledgement_is_due_after_much_was_received_and_nothing_sent() {
    let mut link = Link::new();
    let mut due = (1..100).filter(|seq| {
        link.receive(*seq, 0);
        link.owes_acknowledgement()
    });
    let first = due.next().expect("it is due at last");
    assert!(first > 1, "not after each message");
    assert_eq!(link.acknowledge().ack, first);
    assert!(!link.owes_acknowledgement());
    link.receive(first + 1, 0);
    link.send("a");
    assert!(!link.owes_acknowledgement());
}

#[test]
fn an_acknowledgement_covers_all_before_it() {
    let mut link = sent(3);
    link.receive(0, 2);
    assert_eq!(numbers(&link.resend()), [3]);
    link.acknowledged(1);
    assert_eq!(link.unacknowledged().len(), 1, "an older acknowledgement changes nothing");
    link.acknowledged(u64::MAX);
    assert_eq!(link.unacknowledged().len(), 0, "nor does one of what was never sent do harm");
    assert_eq!(link.send(4).seq, 4);
}

#[test]
fn even_a_duplicate_acknowledges() {
    let mut link = sent(1);
    link.receive(1, 0);
    assert_eq!(link.receive(1, 1), Receipt::Duplicate);
    assert_eq!(link.unacknowledged().len(), 0);
}

#[test]
fn resent_frames_have_their_old_numbers_and_a_new_acknowledgement() {
    let mut link = sent(2);
    link.receive(1, 0);
    let expected = [Frame { seq: 1, ack: 1, message: Some(1) }, Frame { seq: 2, ack: 1, message: Some(2) }];
    assert_eq!(link.resend(), expected);
    assert_eq!(link.resend().len(), 2, "they are kept until they are acknowledged");
}

#[test]
fn a_resync_stands_for_what_is_missing() {
    let mut server = sent(5);
    server.drop_unacknowledged();
    let resync = server.send(6);
    let mut client = Link::<u32>::new();
    assert_eq!(client.receive(resync.seq, resync.ack), Receipt::Gap);
    client.skip_to(resync.seq);
    assert_eq!(client.last_received(), 6);
    assert_eq!(client.receive(7, 0), Receipt::Fresh);
    client.skip_to(3);
    assert_eq!(client.last_received(), 7, "never back");
}

/// What a network does to a connection between two links.
#[derive(Clone, Debug)]
enum Step {
    SendLeft,
    SendRight,
    DeliverLeft,
    DeliverRight,
    /// The connection is lost with all that is on the way, and a new one begins by resending.
    Reconnect,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::SendLeft),
        3 => Just(Step::SendRight),
        3 => Just(Step::DeliverLeft),
        3 => Just(Step::DeliverRight),
        1 => Just(Step::Reconnect),
    ]
}

#[derive(Default)]
struct Side {
    link: Link<u64>,
    sent: u64,
    taken: Vec<u64>,
    on_the_way: Vec<Frame<u64>>,
}

impl Side {
    fn send(&mut self) {
        self.sent += 1;
        let frame = self.link.send(self.sent);
        self.on_the_way.push(frame);
    }

    fn deliver_to(&mut self, other: &mut Side) {
        if self.on_the_way.is_empty() {
            return;
        }
        let frame = self.on_the_way.remove(0);
        let receipt = other.link.receive(frame.seq, frame.ack);
        assert_ne!(receipt, Receipt::Gap, "a connection keeps the order");
        if receipt == Receipt::Fresh {
            other.taken.extend(frame.message);
        }
    }

    fn reconnect(&mut self) {
        self.on_the_way = self.link.resend();
    }
}

proptest! {
    #[test]
    fn everything_arrives_once_and_in_order(steps in proptest::collection::vec(step(), 0..100)) {
        let (mut left, mut right) = (Side::default(), Side::default());
        for step in steps {
            match step {
                Step::SendLeft => left.send(),
                Step::SendRight => right.send(),
                Step::DeliverLeft => left.deliver_to(&mut right),
                Step::DeliverRight => right.deliver_to(&mut left),
                Step::Reconnect => {
                    left.reconnect();
                    right.reconnect();
                }
            }
        }
        left.reconnect();
        right.reconnect();
        while !left.on_the_way.is_empty() || !right.on_the_way.is_empty() {
            left.deliver_to(&mut right);
            right.deliver_to(&mut left);
        }
        prop_assert_eq!(&right.taken, &(1..=left.sent).collect::<Vec<_>>());
        prop_assert_eq!(&left.taken, &(1..=right.sent).collect::<Vec<_>>());
    }
}
