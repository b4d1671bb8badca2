use offhook_protocol::is_guid;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::count;
use crate::browser::{now, random_guid};

#[wasm_bindgen_test]
fn guids_are_random_and_of_version_4() {
    let guids = [random_guid(), random_guid()];
    for guid in &guids {
        assert!(is_guid(guid), "{guid}");
        assert_eq!(&guid[14..15], "4", "{guid}");
        assert!(matches!(&guid[19..20], "8" | "9" | "a" | "b"), "{guid}");
    }
    assert_ne!(guids[0], guids[1]);
}

#[wasm_bindgen_test]
fn the_clock_is_the_one_that_tokens_expire_by() {
    let away = now().0 as f64 - count("Date.now()");
    assert!(away.abs() < 1000.0, "{away}");
}
