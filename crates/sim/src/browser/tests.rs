//! The fake browser behaves as browsers do where a client could go wrong.

use offhook_core::{CaptureError, CaptureId, CaptureSource, LocalStreamId, MediaEvent, MediaPeerId};
use offhook_protocol::{Candidate, Description, DescriptionKind, IceConfiguration, PeerState, Slot};

use super::*;

const BOTH: [Slot; 2] = [Slot::Microphone, Slot::Camera];

/// Two ends, the first of which offers, and the next fresh credentials.
struct Ends {
    offerer: Peer,
    answerer: Peer,
    fresh: u32,
}

fn ends() -> Ends {
    let end = |page, peer| End { page: PageId(page), peer: MediaPeerId(peer) };
    let offerer = Peer::new(end(1, 5), IceConfiguration::default(), BOTH.to_vec());
    Ends { offerer, answerer: Peer::new(end(2, 6), IceConfiguration::default(), Vec::new()), fresh: 0 }
}

fn run(peer: &mut Peer, fresh: &mut u32, operation: Operation) -> Outcome {
    *fresh += 1;
    peer.chain(operation);
    peer.perform(*fresh, 0)
}

fn described(outcome: &Outcome) -> Description {
    match &outcome.event {
        Some(MediaEvent::Described { description, .. }) => description.clone(),
        other => panic!("not described: {other:?}"),
    }
}

fn failed(outcome: &Outcome) -> bool {
    matches!(outcome.event, Some(MediaEvent::NegotiationFailed { .. }))
}

fn set_remote(description: Description) -> Operation {
    Operation::SetRemote { description, sending: Vec::new() }
}

impl Ends {
    fn offer(&mut self, generation: u32, restart: bool) -> Description {
        let operation = Operation::Offer { generation, restart, sending: Vec::new() };
        described(&run(&mut self.offerer, &mut self.fresh, operation))
    }

    fn answer(&mut self, offer: Description) -> Description {
        described(&run(&mut self.answerer, &mut self.fresh, set_remote(offer)))
    }

    fn answered(&mut self, answer: Description) -> Outcome {
        run(&mut self.offerer, &mut self.fresh, set_remote(answer))
    }

    fn candidate_for(&mut self, ufrag: u32) {
        let candidate = Address { ufrag, network: 0 }.write();
        let candidate = Candidate { candidate, sdp_mid: None, sdp_m_line_index: None, generation: 0 };
        run(&mut self.answerer, &mut self.fresh, Operation::AddCandidate(candidate));
    }

    /// What the answerer foresees, where the two pages reach each other or not.
    fn foresees(&self, path: bool) -> Option<ice::Plan> {
        self.answerer.foresee(&Surroundings { other: Some(&self.offerer), path, networks: (0, 0) })
    }

    /// Lets what the answerer foresees come true.
    fn comes_true(&mut self, path: bool) -> Option<PeerState> {
        let plan = self.foresees(path);
        let (_, epoch) = self.answerer.replan(plan)?;
        self.answerer.come_true(epoch)
    }

    fn negotiated() -> Ends {
        let mut ends = ends();
        let offer = ends.offer(0, false);
        let answer = ends.answer(offer);
        assert!(ends.answered(answer).event.is_none());
        ends
    }
}

#[test]
fn the_answerer_adopts_the_offerers_slots() {
    let ends = Ends::negotiated();
    for slot in BOTH {
        assert!(ends.offerer.has_slot(slot) && ends.answerer.has_slot(slot));
    }
}

#[test]
fn an_answer_without_an_offer_is_in_the_wrong_state() {
    let mut ends = ends();
    let offer = ends.offer(0, false);
    let answer = ends.answer(offer);
    assert!(!failed(&ends.answered(answer.clone())));
    let again = ends.answered(answer);
    assert!(failed(&again) && again.misuse.is_some());
}

#[test]
fn an_offer_while_an_own_offer_waits_is_glare() {
    let mut ends = ends();
    let mut offer = ends.offer(0, false);
    offer.sdp = Sdp { owner: ends.answerer.end, ufrag: 9, sections: BOTH.to_vec() }.write();
    let glare = run(&mut ends.offerer, &mut 9, set_remote(offer));
    assert!(failed(&glare));
    assert_eq!(glare.misuse, Some("glare"));
}

#[test]
fn an_answer_to_an_earlier_offer_is_a_misuse() {
    let mut ends = ends();
    let first = ends.offer(0, false);
    let answer = ends.answer(first);
    ends.offer(1, true);
    assert!(ends.answered(answer).misuse.is_some());
}

#[test]
fn what_is_no_description_fails_without_blame() {
    let mut ends = ends();
    let nonsense =
        Description { kind: DescriptionKind::Offer, generation: 0, sdp: "v=0".into(), slots: vec![] };
    let outcome = run(&mut ends.answerer, &mut 9, set_remote(nonsense));
    assert!(failed(&outcome) && outcome.misuse.is_none());
}

#[test]
fn sections_never_go_away() {
    let mut ends = Ends::negotiated();
    let mut offer = ends.offer(1, true);
    offer.sdp = Sdp { sections: vec![Slot::Microphone], ..Sdp::read(&offer.sdp).unwrap() }.write();
    assert!(failed(&run(&mut ends.answerer, &mut 9, set_remote(offer))));
}

#[test]
fn credentials_change_only_with_a_restart() {
    let mut ends = Ends::negotiated();
    let ufrag = |description: &Description| Sdp::read(&description.sdp).unwrap().ufrag;
    let before = ends.offerer.local.unwrap().ufrag;
    assert_eq!(ufrag(&ends.offer(1, false)), before);
    let restarted = ends.offer(2, true);
    assert_ne!(ufrag(&restarted), before);
    let old = ends.answerer.local.unwrap().ufrag;
    assert_ne!(ufrag(&ends.answer(restarted)), old, "the answer to a restart has new ones, too");
}

#[test]
fn without_a_candidate_nothing_connects() {
    let mut ends = Ends::negotiated();
    assert_eq!(ends.foresees(true), Some(ice::Plan::GiveUp));
    ends.candidate_for(ends.offerer.local.unwrap().ufrag);
    assert!(matches!(ends.foresees(true), Some(ice::Plan::Connect(_))));
}

#[test]
fn a_candidate_may_come_before_the_description() {
    let mut ends = ends();
    let offer = ends.offer(0, false);
    ends.candidate_for(ends.offerer.local.unwrap().ufrag);
    let answer = ends.answer(offer);
    ends.answered(answer);
    assert!(matches!(ends.foresees(true), Some(ice::Plan::Connect(_))));
}

#[test]
fn nothing_connects_before_the_answer() {
    let mut ends = ends();
    let offer = ends.offer(0, false);
    ends.answer(offer);
    ends.candidate_for(ends.offerer.local.unwrap().ufrag);
    assert_eq!(ends.foresees(true), Some(ice::Plan::GiveUp));
}

#[test]
fn a_lost_path_is_noticed_then_given_up_and_only_a_restart_helps() {
    let mut ends = Ends::negotiated();
    ends.candidate_for(ends.offerer.local.unwrap().ufrag);
    assert_eq!(ends.comes_true(true), Some(PeerState::Connected));
    assert_eq!(ends.foresees(true), None, "it stays");
    assert_eq!(ends.comes_true(false), Some(PeerState::Disconnected));
    assert_eq!(ends.comes_true(false), Some(PeerState::Failed));
    assert_eq!(ends.foresees(true), None, "the path alone does not help any more");
    let offer = ends.offer(1, true);
    let answer = ends.answer(offer);
    ends.answered(answer);
    ends.candidate_for(ends.offerer.local.unwrap().ufrag);
    assert_eq!(ends.comes_true(true), Some(PeerState::Connected));
}

#[test]
fn a_path_that_comes_back_in_time_needs_no_restart() {
    let mut ends = Ends::negotiated();
    ends.candidate_for(ends.offerer.local.unwrap().ufrag);
    ends.comes_true(true);
    ends.comes_true(false);
    assert_eq!(ends.comes_true(true), Some(PeerState::Connected));
}

fn browser() -> Browser {
    Browser::new(PageId(1), std::time::Duration::ZERO)
}

fn capture(number: u32) -> MediaCommand {
    MediaCommand::Capture { capture: CaptureId(number), source: CaptureSource::Audio(LocalStreamId(0)) }
}

#[test]
fn a_capture_opens_fails_ends_and_is_released() {
    let mut browser = browser();
    assert_eq!(browser.execute(capture(1)), Ok(Pending::Capture(CaptureId(1))));
    assert!(!browser.captures.is_live(CaptureId(1)));
    let opened = browser.captures.answer(&browser.devices, CaptureId(1));
    assert_eq!(opened, Some(MediaEvent::Captured { capture: CaptureId(1), has_audio: true }));
    assert_eq!(browser.unplug(Slot::Camera), []);
    assert_eq!(browser.unplug(Slot::Microphone), [MediaEvent::CaptureEnded { capture: CaptureId(1) }]);
    assert!(!browser.captures.is_live(CaptureId(1)));
    assert_eq!(browser.execute(MediaCommand::Release { capture: CaptureId(1) }), Ok(Pending::Nothing));
    browser.devices.microphone = Device::Fails(CaptureError::Denied);
    browser.execute(capture(2)).unwrap();
    let refused = browser.captures.answer(&browser.devices, CaptureId(2));
    assert_eq!(
        refused,
        Some(MediaEvent::CaptureFailed { capture: CaptureId(2), cause: CaptureError::Denied })
    );
    assert_eq!(browser.captures.open().count(), 0);
}

#[test]
fn what_is_released_while_it_opens_is_heard_of_no_more() {
    let mut browser = browser();
    browser.execute(capture(1)).unwrap();
    browser.execute(MediaCommand::Release { capture: CaptureId(1) }).unwrap();
    assert_eq!(browser.captures.answer(&browser.devices, CaptureId(1)), None);
}

#[test]
fn an_unanswered_question_is_pending_for_ever() {
    let mut browser = browser();
    browser.devices.camera = Device::Unanswered;
    let source = CaptureSource::Video(LocalStreamId(1));
    let asked = browser.execute(MediaCommand::Capture { capture: CaptureId(1), source });
    assert_eq!(asked, Ok(Pending::Nothing));
    assert_eq!(browser.captures.opening().count(), 1);
}

#[test]
fn ids_are_never_used_again_and_what_is_closed_takes_no_commands() {
    let mut browser = browser();
    browser.execute(capture(1)).unwrap();
    browser.execute(capture(1)).unwrap_err();
    let peer = MediaPeerId(1);
    let open = || MediaCommand::OpenPeer { peer, ice: IceConfiguration::default(), slots: vec![] };
    browser.execute(open()).unwrap();
    browser.execute(MediaCommand::ClosePeer { peer }).unwrap();
    for command in [
        open(),
        MediaCommand::ClosePeer { peer },
        MediaCommand::Play { peer, on: true },
        MediaCommand::Send { peer, slot: Slot::Microphone, capture: None },
        MediaCommand::Release { capture: CaptureId(7) },
    ] {
        browser.execute(command.clone()).expect_err(&format!("{command:?}"));
    }
}

#[test]
fn only_a_live_track_can_be_sent() {
    let mut browser = browser();
    let peer = MediaPeerId(1);
    browser
        .execute(MediaCommand::OpenPeer { peer, ice: IceConfiguration::default(), slots: vec![] })
        .unwrap();
    browser.execute(capture(1)).unwrap();
    let send = || MediaCommand::Send { peer, slot: Slot::Microphone, capture: Some(CaptureId(1)) };
    browser.execute(send()).unwrap_err();
    browser.captures.answer(&browser.devices, CaptureId(1));
    browser.execute(send()).unwrap();
}
