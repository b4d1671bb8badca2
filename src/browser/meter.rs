use std::cell::RefCell;
use std::rc::{Rc, Weak};

use super::gestures::at_gestures;
use super::spawn::ignore;
use gloo::events::EventListener;
use web_sys::{AnalyserNode, AudioContext, AudioContextState, MediaStream, MediaStreamAudioSourceNode};

/// The newest samples that are looked at: 43 ms of them, at 48 kHz.
const SAMPLES: usize = 2048;

thread_local! {
    /// Browsers allow a page few of them.
    static SHARED: RefCell<Weak<Context>> = const { RefCell::new(Weak::new()) };
}

/// Measures how loud a stream of one's own is, which nobody hears by that (W3C webaudio).
pub(crate) struct Meter {
    context: Rc<Context>,
    source: MediaStreamAudioSourceNode,
    analyser: AnalyserNode,
}

struct Context {
    audio: AudioContext,
    _gestures: Vec<EventListener>,
}

impl Meter {
    /// `None` for a stream without audio, and where the browser has no Web Audio.
    pub(crate) fn new(stream: &MediaStream) -> Option<Meter> {
        let context = Context::shared()?;
        let source = context.audio.create_media_stream_source(stream).ok()?;
        let analyser = context.audio.create_analyser().ok()?;
        source.connect_with_audio_node(&analyser).ok()?;
        Some(Meter { context, source, analyser })
    }

    /// The root mean square of the newest samples, from 0 to 1. `None` while the browser lets the page process no audio,
    /// as some do until the user has touched it.
    pub(crate) fn level(&self) -> Option<f64> {
        if self.context.audio.state() != AudioContextState::Running {
            return None;
        }
        let mut samples = [0.0; SAMPLES];
        self.analyser.get_float_time_domain_data(&mut samples);
        let energy: f32 = samples.iter().map(|sample| sample * sample).sum();
        Some(f64::from(energy / SAMPLES as f32).sqrt())
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        let _ = self.source.disconnect();
    }
}

impl Context {
    fn shared() -> Option<Rc<Context>> {
        SHARED.with(|shared| {
            let open = shared.borrow().upgrade();
            if open.is_some() {
                return open;
            }
            let audio = AudioContext::new().ok()?;
            let context = Rc::new(Context { _gestures: resume_at_gestures(&audio), audio });
            shared.replace(Rc::downgrade(&context));
            Some(context)
        })
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        let _ = self.audio.close();
    }
}

/// A context that was made before the user touched the page, or that a phone call took the sound from, goes on when it is told
/// to at a gesture (W3C webaudio section 1.2.1).
fn resume_at_gestures(audio: &AudioContext) -> Vec<EventListener> {
    at_gestures(|| {
        let audio = audio.clone();
        move || {
            if audio.state() == AudioContextState::Suspended
                && let Ok(resuming) = audio.resume()
            {
                ignore(resuming);
            }
        }
    })
}
