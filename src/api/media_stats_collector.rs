use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Array;
use offhook_core::MediaPeerId;
use offhook_protocol::LegId;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use super::media_stats_report::{self, Extent, Summary};
use crate::browser::stats::{self, Origin};
use crate::browser::{self, spawn};
use crate::dead;
use crate::emitter::{self, Names};
use crate::object::This;
use crate::registry::Entity;
use crate::runtime::Runtime;

const PERIOD: Duration = Duration::from_secs(1);

/// Reports the statistics of a call while somebody listens.
#[wasm_bindgen]
pub struct MediaStatsCollector {
    collecting: Rc<Collecting>,
    this: This,
}

struct Collecting {
    runtime: Rc<Runtime>,
    leg: LegId,
    /// What holds the collector's object: who is not in the registry is disposed, or of a call that is over.
    entity: Entity,
    is_running: Cell<bool>,
    extent: Extent,
}

impl MediaStatsCollector {
    pub(super) fn create(runtime: &Rc<Runtime>, leg: &LegId, number: u32, options: &JsValue) -> JsValue {
        let collecting = Collecting {
            runtime: runtime.clone(),
            leg: leg.clone(),
            entity: Entity::Collector(number),
            is_running: Cell::default(),
            extent: Extent::of(options),
        };
        let this = This::default();
        let object =
            JsValue::from(MediaStatsCollector { collecting: Rc::new(collecting), this: this.clone() });
        this.bind(&object);
        object
    }
}

#[wasm_bindgen]
impl MediaStatsCollector {
    /// Registers a listener, for which it begins.
    pub fn on(&self, event: &JsValue, listener: &JsValue) -> Result<(), JsValue> {
        emitter::on(&self.this.object(), Names::Any, event, listener)?;
        if !self.collecting.is_running.replace(true) {
            spawn(self.collecting.clone().run());
        }
        Ok(())
    }

    /// Takes a listener back.
    pub fn off(&self, event: &JsValue, listener: &JsValue) -> Result<(), JsValue> {
        emitter::off(&self.this.object(), Names::Any, event, listener)
    }

    /// Reports nothing any more.
    pub fn dispose(&self) {
        self.collecting.runtime.registry.remove(&self.collecting.leg, &self.collecting.entity);
    }
}

impl Collecting {
    /// Reports as long as somebody listens. One report is done before the next begins, so however slow the browser is, or
    /// however rarely it lets a hidden page work, nothing piles up.
    async fn run(self: Rc<Self>) {
        // The last report of each peer, by the peer's number. The first time there is none, and nothing to compare with.
        let mut earlier = Array::new();
        let mut summary = Summary::new(self.extent);
        while self.wanted().is_some() {
            let next = browser::now() + PERIOD;
            let (reports, sample) = (Array::new(), stats::lists());
            for (MediaPeerId(peer), streams) in self.runtime.live_peers(&self.leg) {
                let Some((report, screen)) = self.runtime.stats(MediaPeerId(peer)) else { continue };
                let Some(report) = stats::by_id(JsFuture::from(report).await) else { continue };
                let streams = streams.map(|stream| stream.map(|stream| stream.0));
                stats::read(&sample, &report, &earlier.get(peer), &Origin { peer, screen, streams });
                reports.set(peer, report);
            }
            if earlier.length() > 0 {
                self.report(&sample, &mut summary);
            }
            earlier = reports;
            let _ = JsFuture::from(browser::pause((next - browser::now()).as_millis() as u32)).await;
        }
        self.is_running.set(false);
    }

    /// The collector, if it shall report.
    fn wanted(&self) -> Option<JsValue> {
        let collector = self.runtime.registry.get(&self.leg, &self.entity)?;
        (!dead::is_dead() && emitter::is_heard(&collector)).then_some(collector)
    }

    /// The call may have ended meanwhile.
    fn report(&self, sample: &stats::Lists, summary: &mut Summary) {
        let Some(collector) = self.wanted() else { return };
        // Before an app can change it.
        let summary = summary.add(sample);
        emitter::emit(&collector, "sampleReported", &Array::of1(&media_stats_report::of(sample)));
        // A listener may have disposed it.
        if let (Some(summary), Some(collector)) = (summary, self.wanted()) {
            emitter::emit(&collector, "summaryReported", &Array::of1(&summary));
        }
    }
}
