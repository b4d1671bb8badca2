//! What arrives on the slots of a peer, by the newest packets that its receivers have handed on (W3C webrtc-pc section 5.3,
//! `getSynchronizationSources`).

use super::listening::{PAUSE, VOICE};

/// Milliseconds without a packet after which nothing arrives.
const GONE: f64 = 2000.0;
/// Milliseconds after which a packet is no longer heard.
const STALE: f64 = 500.0;

/// The newest packet of a receiver.
#[derive(Clone, Copy)]
pub(crate) struct Newest {
    /// When it was handed on, by the receiver's clock.
    pub(crate) timestamp: f64,
    /// How loud it is, from 0 to 1.
    pub(crate) level: f64,
}

/// What arrives on one slot.
#[derive(Clone, Copy)]
pub(crate) struct Arrival {
    newest: f64,
    level: f64,
    arrived_at: f64,
    voice_at: f64,
    receiving: bool,
    speaking: bool,
}

/// What is news of a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct News {
    pub(crate) receiving: Option<bool>,
    pub(crate) speaking: Option<bool>,
}

impl Default for Arrival {
    fn default() -> Arrival {
        let never = f64::NEG_INFINITY;
        Arrival {
            newest: never,
            level: 0.0,
            arrived_at: never,
            voice_at: never,
            receiving: false,
            speaking: false,
        }
    }
}

impl Arrival {
    /// How loud it is, at this time in milliseconds. Receivers name their newest packet long after it was heard.
    pub(crate) fn level(&self, now: f64) -> f64 {
        if now - self.arrived_at < STALE { self.level } else { 0.0 }
    }

    /// Looks once more, at this time in milliseconds.
    pub(crate) fn look(&mut self, now: f64, newest: Option<Newest>) -> News {
        if let Some(newest) = newest.filter(|newest| newest.timestamp != self.newest) {
            self.newest = newest.timestamp;
            self.level = newest.level;
            self.arrived_at = now;
            if newest.level > VOICE {
                self.voice_at = now;
            }
        }
        let receiving = now - self.arrived_at < GONE;
        let speaking = now - self.voice_at < PAUSE;
        News {
            receiving: (std::mem::replace(&mut self.receiving, receiving) != receiving).then_some(receiving),
            speaking: (std::mem::replace(&mut self.speaking, speaking) != speaking).then_some(speaking),
        }
    }
}
