use std::cell::Cell;
use std::rc::Rc;

use offhook_protocol::LegId;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::media_stats_collector::MediaStatsCollector;
use crate::dead;
use crate::object::{mirror, mirrored, show_mirror};
use crate::registry::Entity;
use crate::runtime::Runtime;

/// The feature's name.
pub(crate) const NAME: &str = "MediaStats";

/// How a call's media flows, in numbers.
#[wasm_bindgen]
pub struct MediaStats {
    runtime: Rc<Runtime>,
    leg: LegId,
    /// How many collectors were made.
    made: Cell<u32>,
}

#[wasm_bindgen]
impl MediaStats {
    /// Makes what reports to its listeners. Of a call that is over nothing is reported.
    #[wasm_bindgen(js_name = createCollector)]
    pub fn create_collector(&self, options: &JsValue) -> Result<JsValue, JsValue> {
        dead::check()?;
        let number = self.made.get() + 1;
        self.made.set(number);
        let collector = MediaStatsCollector::create(&self.runtime, &self.leg, number, options);
        if self.runtime.registry.call(&self.leg).is_some() {
            self.runtime.registry.insert(&self.leg, Entity::Collector(number), collector.clone());
        }
        Ok(collector)
    }

    /// Disposes all collectors.
    pub fn dispose(&self) {
        for number in 1..=self.made.get() {
            self.runtime.registry.remove(&self.leg, &Entity::Collector(number));
        }
    }
}

/// A call's feature, made on first use and then always the same.
pub(crate) fn of(call: &JsValue, runtime: &Rc<Runtime>, leg: &LegId) -> JsValue {
    let known = mirrored(call, NAME);
    if known.is_object() {
        return known;
    }
    let feature = MediaStats { runtime: runtime.clone(), leg: leg.clone(), made: Cell::default() };
    let object = JsValue::from(feature);
    show_mirror(&object, "name");
    mirror(&object, "name", &NAME.into());
    mirror(call, NAME, &object);
    object
}
