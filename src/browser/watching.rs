//! The part of a peer that looks at what arrives, and at how the way through the network is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Interval;
use js_sys::Object;
use offhook_core::{MEASURED_EVERY, MediaEvent, Sample};
use offhook_protocol::Slot;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RtcPeerConnectionState;

use super::arrivals::{Arrival, News};
use super::clock::ticks;
use super::listening::EVERY;
use super::peer::{Operation, Peer};
use super::spawn::spawn;
use super::stats::{self, number};
use crate::object::get;

/// Milliseconds after which the other end's word is too old.
const OLD: f64 = 6000.0;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Watch {
    arrivals: RefCell<Vec<(Slot, Arrival)>>,
    measured_at: Cell<f64>,
    totals: Cell<Totals>,
    is_measuring: Cell<bool>,
}

/// Packets since the connection began.
#[derive(Clone, Copy, Default)]
struct Totals {
    received: f64,
    lost: f64,
}

/// What a report says.
#[derive(Default)]
struct Report {
    totals: Totals,
    /// Of what was sent, as a fraction.
    lost_there: Option<f64>,
    /// In seconds.
    round_trip: f64,
}

impl Peer {
    /// Looks again and again while the interval is held.
    pub(super) fn watch(self: &Rc<Peer>) -> Interval {
        let peer = Rc::downgrade(self);
        Interval::new(EVERY, move || {
            if let Some(peer) = peer.upgrade() {
                peer.look();
            }
        })
    }

    /// How loud what comes in on a slot is, from 0 to 1.
    pub(crate) fn level(&self, slot: Slot) -> f64 {
        let arrivals = self.watch.arrivals.borrow();
        let arrival = arrivals.iter().find(|(of, _)| *of == slot);
        arrival.map_or(0.0, |(_, arrival)| arrival.level(ticks()))
    }

    fn look(self: &Rc<Peer>) {
        for (slot, news) in self.news() {
            if let Some(on) = news.receiving {
                (self.sink)(MediaEvent::Receiving { peer: self.id, slot, on });
            }
            if let Some(on) = news.speaking.filter(|_| slot == Slot::Microphone) {
                (self.sink)(MediaEvent::Speaking { peer: self.id, on });
            }
        }
        if self.is_due() && !self.watch.is_measuring.replace(true) {
            self.watch.measured_at.set(ticks());
            self.rescale();
            let peer = self.clone();
            spawn(async move {
                peer.measure().await;
                peer.watch.is_measuring.set(false);
            });
        }
    }

    /// Lets what is sent be as large as it is to be, whatever has become of the pictures since the last time.
    fn rescale(self: &Rc<Peer>) {
        for slot in [Slot::Camera, Slot::Screen] {
            let resized = self.slots.borrow().resized(slot);
            if let Some(shape) = resized {
                self.enqueue(Operation::Shape { slot, shape });
            }
        }
    }

    fn is_due(&self) -> bool {
        self.connection.connection_state() == RtcPeerConnectionState::Connected
            && ticks() - self.watch.measured_at.get() >= MEASURED_EVERY.as_millis() as f64
    }

    fn news(&self) -> Vec<(Slot, News)> {
        let mut arrivals = self.watch.arrivals.borrow_mut();
        let now = ticks();
        let look = |(slot, newest)| {
            let at = arrivals.iter().position(|(known, _)| *known == slot).unwrap_or_else(|| {
                arrivals.push((slot, Arrival::default()));
                arrivals.len() - 1
            });
            (slot, arrivals[at].1.look(now, newest))
        };
        self.slots.borrow().newest().into_iter().map(look).collect()
    }

    async fn measure(&self) {
        let Some(stats) = stats::by_id(JsFuture::from(self.report()).await) else { return };
        let report = self.read(&stats);
        let before = self.watch.totals.replace(report.totals);
        let (lost, received) = (report.totals.lost - before.lost, report.totals.received - before.received);
        let round_trip = (report.round_trip * 1000.0) as u32;
        let sample = |lost: f64| Sample { lost: (lost * 1000.0) as u32, round_trip };
        let received = (received > 0.0).then(|| sample(lost / (lost + received)));
        let sent = report.lost_there.map(sample);
        if !self.is_closed() {
            (self.sink)(MediaEvent::Measured { peer: self.id, received, sent });
        }
    }

    /// W3C webrtc-stats section 8.
    fn read(&self, stats: &JsValue) -> Report {
        let mut report = Report::default();
        let entries: Vec<JsValue> = Object::values(stats.unchecked_ref()).iter().collect();
        let now = entries.iter().filter_map(|entry| number(entry, "timestamp")).fold(0.0, f64::max);
        for entry in &entries {
            let count = |name| number(entry, name).unwrap_or_default();
            match get(entry, "type").as_string().unwrap_or_default().as_str() {
                "inbound-rtp" => {
                    report.totals.received += count("packetsReceived");
                    report.totals.lost += count("packetsLost");
                }
                "remote-inbound-rtp" if now - count("timestamp") < OLD => {
                    let lost = report.lost_there.unwrap_or_default();
                    report.lost_there = Some(lost.max(count("fractionLost")));
                }
                // Those from before an ICE restart are there too.
                "transport" => {
                    let pair = stats::of(stats, &get(entry, "selectedCandidatePairId"));
                    report.round_trip = number(&pair, "currentRoundTripTime").unwrap_or_default();
                }
                "media-source" => {
                    if let (Some(track), Some(frames)) =
                        (get(entry, "trackIdentifier").as_string(), number(entry, "frames"))
                    {
                        self.captures.saw_frames(&track, frames);
                    }
                }
                _ => {}
            }
        }
        report
    }
}
