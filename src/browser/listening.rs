//! What is heard of a microphone of one's own.

use gloo::timers::callback::Interval;
use offhook_core::Sound;
use web_sys::MediaStream;

use super::clock::ticks;
use super::meter::Meter;

/// Milliseconds between two looks, where the page is not hidden.
pub(super) const EVERY: u32 = 200;
/// Milliseconds that a voice may pause.
pub(super) const PAUSE: f64 = 1000.0;
/// The level of a voice: that of speech is around -26 dB, that of noise in a room below -50.
pub(super) const VOICE: f64 = 0.01;
/// Milliseconds without any sound from the start on after which a microphone is taken for dead. Once anything was heard,
/// silence is the work of a noise gate.
const DEAD: f64 = 10_000.0;

/// Listens until it is dropped, and reports when something else is heard. It begins a moment later, so that it does not hold
/// up what opened the microphone.
pub(crate) fn listen(stream: MediaStream, report: impl Fn(Sound) + 'static) -> Interval {
    let mut meter = None;
    let mut ear = Ear::new(ticks());
    Interval::new(EVERY, move || {
        let meter = meter.get_or_insert_with(|| Meter::new(&stream)).as_ref();
        if let Some(level) = meter.and_then(Meter::level)
            && let Some(sound) = ear.hear(ticks(), level)
        {
            report(sound);
        }
    })
}

/// Tells sounds apart, one look after the other. Times are in milliseconds.
pub(crate) struct Ear {
    /// When it began, while nothing was heard yet.
    deaf_since: Option<f64>,
    voice_at: f64,
    told: Sound,
}

impl Ear {
    /// Begins; what it hears first is no news if it is quiet.
    pub(crate) fn new(now: f64) -> Ear {
        Ear { deaf_since: Some(now), voice_at: f64::NEG_INFINITY, told: Sound::Quiet }
    }

    /// What is heard now, where that is news.
    pub(crate) fn hear(&mut self, now: f64, level: f64) -> Option<Sound> {
        if level > 0.0 {
            self.deaf_since = None;
        }
        if level > VOICE {
            self.voice_at = now;
        }
        let sound = match self.deaf_since {
            Some(since) if now - since >= DEAD => Sound::Nothing,
            _ if now - self.voice_at < PAUSE => Sound::Voice,
            _ => Sound::Quiet,
        };
        (std::mem::replace(&mut self.told, sound) != sound).then_some(sound)
    }
}
