use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::MediaStream;

use super::support::{count, script};
use crate::browser::AudioOutput;

/// The user touches the page.
fn touch() {
    script("window.dispatchEvent(new PointerEvent('pointerup'))");
}

#[wasm_bindgen_test]
fn what_the_browser_did_not_play_is_played_at_the_next_gesture() {
    script(
        "const { play } = HTMLMediaElement.prototype;
         window.plays = 0;
         window.restore = () => { HTMLMediaElement.prototype.play = play; };
         HTMLMediaElement.prototype.play = async () => { plays++; throw new DOMException('', 'NotAllowedError'); };",
    );
    // Nothing comes in, so it does not play by itself.
    let stream = MediaStream::new().expect("a stream");
    let output = AudioOutput::default();
    let playing = output.play(&stream).expect("an element");
    assert_eq!(count("plays"), 0.0);
    touch();
    touch();
    script("window.dispatchEvent(new KeyboardEvent('keydown', { key: 'm' }))");
    assert_eq!(count("plays"), 3.0, "each time, as long as it is refused");
    drop(playing);
    touch();
    assert_eq!(count("plays"), 3.0, "what is no longer to be heard is left alone");
    script("restore()");
}
