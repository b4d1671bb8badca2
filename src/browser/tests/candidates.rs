use offhook_protocol::Candidate;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::browser::candidates::RemoteCandidates;

fn of(generation: u32) -> Candidate {
    Candidate { candidate: String::new(), sdp_mid: None, sdp_m_line_index: None, generation }
}

#[wasm_bindgen_test]
fn candidates_wait_for_their_description() {
    let mut candidates = RemoteCandidates::default();
    assert_eq!(candidates.take(of(0)), None);
    assert_eq!(candidates.take(of(1)), None);
    assert_eq!(candidates.described(0), [of(0)]);
    assert_eq!(candidates.take(of(0)), Some(of(0)));
    assert_eq!(candidates.take(of(1)), None);
    assert_eq!(candidates.described(1), [of(1), of(1)]);
}

#[wasm_bindgen_test]
fn candidates_of_an_old_description_are_dropped() {
    let mut candidates = RemoteCandidates::default();
    assert_eq!(candidates.take(of(0)), None);
    assert_eq!(candidates.described(1), []);
    assert_eq!(candidates.take(of(0)), None);
    assert_eq!(candidates.described(2), []);
}
