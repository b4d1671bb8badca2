use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAudioElement, MediaStream};

use super::gestures::at_gestures;
use super::spawn::ignore;

#[wasm_bindgen]
extern "C" {
    /// The part of `HTMLMediaElement` that web-sys lacks (W3C audio-output section 2).
    type SpeakerChoice;

    #[wasm_bindgen(method, catch, js_name = setSinkId)]
    fn set_sink_id(this: &SpeakerChoice, device: &str) -> Result<Promise, JsValue>;
}

/// The speakers that remote audio is heard from.
#[derive(Default)]
pub(crate) struct AudioOutput {
    speaker: RefCell<Option<String>>,
    playing: RefCell<Vec<Weak<Playing>>>,
}

/// Audio that is heard until this is dropped.
pub(crate) struct Playing {
    element: HtmlAudioElement,
    _gestures: Vec<EventListener>,
}

impl AudioOutput {
    /// Whether the speaker can be chosen. Firefox lists speakers in versions that cannot play to them.
    pub(crate) fn can_select() -> bool {
        let prototype = || {
            let window = web_sys::window()?;
            let class = Reflect::get(&window, &"HTMLMediaElement".into()).ok()?;
            Reflect::get(&class, &"prototype".into()).ok()
        };
        prototype().is_some_and(|prototype| Reflect::has(&prototype, &"setSinkId".into()).unwrap_or(false))
    }

    /// Plays everything to a speaker from now on; to the system's where it is empty (W3C audio-output section 2).
    pub(crate) fn select(&self, speaker: String) {
        self.playing
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .for_each(|playing| playing.set_speaker(&speaker));
        self.speaker.replace(Some(speaker));
    }

    /// Lets a stream be heard.
    pub(crate) fn play(&self, stream: &MediaStream) -> Option<Rc<Playing>> {
        let element = HtmlAudioElement::new().ok()?;
        // Rather than `play()`, whose promise is rejected where it is stopped early.
        element.set_autoplay(true);
        element.set_src_object(Some(stream));
        let playing = Rc::new(Playing { _gestures: play_at_next_gesture(&element), element });
        if let Some(speaker) = &*self.speaker.borrow() {
            playing.set_speaker(speaker);
        }
        let mut all = self.playing.borrow_mut();
        all.retain(|playing| playing.strong_count() > 0);
        all.push(Rc::downgrade(&playing));
        Some(playing)
    }
}

impl Playing {
    /// A speaker that was unplugged meanwhile is no reason to hear nothing: where this fails, the default one goes on.
    fn set_speaker(&self, speaker: &str) {
        if !AudioOutput::can_select() {
            return;
        }
        if let Ok(done) = self.element.unchecked_ref::<SpeakerChoice>().set_sink_id(speaker) {
            ignore(done);
        }
    }
}

impl Drop for Playing {
    fn drop(&mut self) {
        let _ = self.element.pause();
        self.element.set_src_object(None);
    }
}

/// Where the user has not touched the page yet and gives it no microphone, browsers do not play by themselves (HTML section
/// 4.8.11.8): then it is heard from the next touch, click or key on.
fn play_at_next_gesture(element: &HtmlAudioElement) -> Vec<EventListener> {
    at_gestures(|| {
        let element = element.clone();
        move || {
            if element.paused()
                && let Ok(playing) = element.play()
            {
                ignore(playing);
            }
        }
    })
}
