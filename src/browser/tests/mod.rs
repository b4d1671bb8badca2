//! Run in a browser with fake devices: `cargo xtask test wasm`.

mod audio_output;
mod candidates;
mod capture;
mod clock;
mod codec;
mod collection;
mod devices;
mod environment;
mod measuring;
mod negotiation;
mod page;
mod peer_end;
mod rendering;
mod sending;
mod socket;
mod stats;
mod support;
mod timer;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
