//! Numbers for Prometheus. The README lists them.

use std::sync::atomic::Ordering;

use offhook_protocol::{ApiError, EndReason};
use offhook_switchboard::{CallState, Switchboard, Tally};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Metric, Registry};

/// Of the OpenMetrics text format, which Prometheus reads.
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

const STATES: [(CallState, &str); 5] = [
    (CallState::Alone, "alone"),
    (CallState::Connecting, "connecting"),
    (CallState::Ringing, "ringing"),
    (CallState::Accepted, "accepted"),
    (CallState::Connected, "connected"),
];

type State = [(&'static str, &'static str); 1];
type Code = [(&'static str, String); 2];

/// Everything that is counted.
pub(crate) struct Metrics {
    registry: Registry,
    pub(crate) connections: Gauge,
    pub(crate) received: Counter,
    pub(crate) sent: Counter,
    pub(crate) rate_limited: Counter,
    refusals: Family<Code, Counter>,
    sessions: Gauge,
    calls: Family<State, Gauge>,
    started: Counter,
    connected: Counter,
    ended: Family<Code, Counter>,
}

/// What the switchboard knows at one moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    sessions: usize,
    calls: [usize; STATES.len()],
    tally: Tally,
}

impl Snapshot {
    pub(crate) fn of(switchboard: &Switchboard) -> Snapshot {
        let mut calls = [0; STATES.len()];
        for call in switchboard.calls() {
            let at = STATES.iter().position(|(state, _)| *state == call.state());
            at.into_iter().for_each(|at| calls[at] += 1);
        }
        Snapshot { sessions: switchboard.endpoints(), calls, tally: switchboard.tally().clone() }
    }
}

impl Metrics {
    pub(crate) fn new() -> Metrics {
        let mut registry = Registry::with_prefix("offhook");
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The server", build);
        let r = &mut registry;
        Metrics {
            connections: made(r, "connections", "WebSockets that are open"),
            received: made(r, "messages_received", "Messages that clients sent"),
            sent: made(r, "messages_sent", "Messages that clients were sent"),
            rate_limited: made(r, "rate_limited", "Connections closed because the client sent too much"),
            refusals: made(r, "token_refusals", "Tokens that were refused"),
            sessions: made(r, "sessions", "Clients signed in, with those that lost their network"),
            calls: made(r, "calls", "Calls now"),
            started: made(r, "calls_started", "Calls placed"),
            connected: made(r, "calls_connected", "Calls whose media connected"),
            ended: made(r, "calls_ended", "Calls that are over, by what their callers were told"),
            registry,
        }
    }

    pub(crate) fn token_refused(&self, error: &ApiError) {
        self.refusals.get_or_create(&code(error.code, error.sub_code)).inc();
    }

    /// As text, together with what the switchboard knows now.
    pub(crate) fn text(&self, now: &Snapshot) -> String {
        self.take_over(now);
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    fn take_over(&self, now: &Snapshot) {
        self.sessions.set(count(now.sessions));
        for ((_, name), calls) in STATES.iter().zip(now.calls) {
            self.calls.get_or_create(&[("state", *name)]).set(count(calls));
        }
        store(&self.started, now.tally.started);
        store(&self.connected, now.tally.connected);
        for (EndReason { code: main, sub_code }, calls) in &now.tally.ended {
            store(&self.ended.get_or_create(&code(*main, *sub_code)), *calls);
        }
    }
}

/// The same metric, once in the registry.
fn made<M: Metric + Clone + Default>(registry: &mut Registry, name: &str, help: &str) -> M {
    let metric = M::default();
    registry.register(name, help, metric.clone());
    metric
}

fn code(code: u16, sub_code: u32) -> Code {
    [("code", code.to_string()), ("subcode", sub_code.to_string())]
}

/// The switchboard counts by itself.
fn store(counter: &Counter, value: u64) {
    counter.inner().store(value, Ordering::Relaxed);
}

fn count(things: usize) -> i64 {
    i64::try_from(things).unwrap_or(i64::MAX)
}
