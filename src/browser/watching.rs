//! The part of a peer that looks at what arrives, and at how the way through the network is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Interval;
use js_sys::{Date, Object};
use offhook_core::{MEASURED_EVERY, MediaEvent, Sample};
use offhook_protocol::Slot;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RtcPeerConnectionState;

use super::arrivals::{Arrival, EVERY, News};
use super::peer::Peer;
use super::spawn::spawn;
use super::stats;
use crate::object::get;

/// How many looks there are between two measurements.
const LOOKS: u32 = MEASURED_EVERY.as_millis() as u32 / EVERY;
/// Milliseconds after which the other end's word is too old.
const OLD: f64 = 6000.0;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Watch {
    arrivals: RefCell<Vec<(Slot, Arrival)>>,
    looks: Cell<u32>,
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
    lost_there: f64,
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
        arrival.map_or(0.0, |(_, arrival)| arrival.level(Date::now()))
    }

    fn look(self: &Rc<Peer>) {
        for (slot, news) in self.news() {
            if let Some(on) = news.receiving {
                (self.sink)(MediaEvent::Receiving { peer: self.id, slot, on });
            }
            if let Some(on) = news.speaking {
                (self.sink)(MediaEvent::Speaking { peer: self.id, on });
            }
        }
        self.watch.looks.set(self.watch.looks.get() + 1);
        let is_connected = self.connection.connection_state() == RtcPeerConnectionState::Connected;
        if is_connected
            && self.watch.looks.get().is_multiple_of(LOOKS)
            && !self.watch.is_measuring.replace(true)
        {
            let peer = self.clone();
            spawn(async move {
                peer.measure().await;
                peer.watch.is_measuring.set(false);
            });
        }
    }

    fn news(&self) -> Vec<(Slot, News)> {
        let mut arrivals = self.watch.arrivals.borrow_mut();
        let now = Date::now();
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
        let report = self.read(stats.unchecked_ref());
        let before = self.watch.totals.replace(report.totals);
        let (lost, received) = (report.totals.lost - before.lost, report.totals.received - before.received);
        let round_trip = (report.round_trip * 1000.0) as u32;
        let sample = |lost: f64| Sample { lost: (lost * 1000.0) as u32, round_trip };
        let received = sample(if received > 0.0 { lost / (lost + received) } else { 0.0 });
        let sent = sample(report.lost_there);
        if !self.is_closed() {
            (self.sink)(MediaEvent::Measured { peer: self.id, received, sent });
        }
    }

    /// W3C webrtc-stats section 8.
    fn read(&self, stats: &Object) -> Report {
        let mut report = Report::default();
        for entry in Object::values(stats).iter() {
            match get(&entry, "type").as_string().unwrap_or_default().as_str() {
                "inbound-rtp" => {
                    report.totals.received += number(&entry, "packetsReceived");
                    report.totals.lost += number(&entry, "packetsLost");
                }
                "remote-inbound-rtp" if Date::now() - number(&entry, "timestamp") < OLD => {
                    report.lost_there = report.lost_there.max(number(&entry, "fractionLost"));
                }
                "candidate-pair" if get(&entry, "nominated").is_truthy() => {
                    report.round_trip = report.round_trip.max(number(&entry, "currentRoundTripTime"));
                }
                "media-source" => {
                    if let (Some(track), Some(frames)) =
                        (get(&entry, "trackIdentifier").as_string(), get(&entry, "frames").as_f64())
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

fn number(entry: &JsValue, name: &str) -> f64 {
    get(entry, name).as_f64().unwrap_or_default()
}
