//! What is heard of a microphone of one's own.

use gloo::timers::callback::Interval;
use offhook_core::Sound;
use web_sys::MediaStream;

use super::meter::Meter;

/// Milliseconds between two looks.
const EVERY: u32 = 200;
/// Looks without any sound after which a microphone is taken for dead: rooms are never as quiet as that for so long.
const DEAD: u32 = 50;
/// Looks that a voice may pause.
const PAUSE: u32 = 5;
/// The level of a voice: that of speech is around -26 dB, that of noise in a room below -50.
const VOICE: f64 = 0.01;

/// Listens until it is dropped, and reports when something else is heard. It begins a moment later, so that it does not hold
/// up what opened the microphone.
pub(crate) fn listen(stream: MediaStream, report: impl Fn(Sound) + 'static) -> Interval {
    let mut meter = None;
    let mut ear = Ear::default();
    Interval::new(EVERY, move || {
        let meter = meter.get_or_insert_with(|| Meter::new(&stream)).as_ref();
        if let Some(level) = meter.and_then(Meter::level)
            && let Some(sound) = ear.hear(level)
        {
            report(sound);
        }
    })
}

/// Tells sounds apart, one look after the other.
#[derive(Default)]
pub(crate) struct Ear {
    silent: u32,
    /// Counts down.
    voice: u32,
    told: Option<Sound>,
}

impl Ear {
    /// What is heard now, where that is news. Quiet is what it begins with.
    pub(crate) fn hear(&mut self, level: f64) -> Option<Sound> {
        self.silent = if level > 0.0 { 0 } else { self.silent + 1 };
        self.voice = if level > VOICE { PAUSE } else { self.voice.saturating_sub(1) };
        let sound = match (self.voice, self.silent) {
            (1.., _) => Sound::Voice,
            (0, DEAD..) => Sound::Nothing,
            (0, _) => Sound::Quiet,
        };
        let told = self.told.replace(sound).unwrap_or(Sound::Quiet);
        (told != sound).then_some(sound)
    }
}
