//! The reports that a collector gives its listeners.

use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::stats::{self, Lists};
use crate::object::{get, plain, set};

/// A report of these streams.
pub(crate) fn of(lists: &Lists) -> JsValue {
    let list = |at| Object::values(lists.get(at).unchecked_ref::<Object>()).into();
    let directions = |send, receive| plain(&[("send", send), ("receive", receive)]);
    plain(&[
        ("audio", directions(list(0), list(1))),
        ("video", directions(list(2), list(3))),
        ("screenShare", directions(list(4), list(5))),
        ("transports", list(6)),
    ])
}

/// How many samples become one report.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    /// For each data point.
    samples: u32,
    points: u32,
}

impl Extent {
    /// As an app wants it.
    pub(crate) fn of(options: &JsValue) -> Extent {
        let wanted = |name, default| get(options, name).as_f64().filter(|it| *it >= 1.0).unwrap_or(default);
        Extent {
            samples: wanted("aggregationInterval", 10.0) as u32,
            points: wanted("dataPointsPerAggregation", 6.0) as u32,
        }
    }
}

/// Samples that become one report.
pub(crate) struct Summary {
    extent: Extent,
    samples: u32,
    totals: Lists,
}

/// One of the numbers that stand for those of a data point.
struct Aggregate {
    name: &'static str,
    /// What it is of no number,
    none: f64,
    /// and with one more.
    with: fn(f64, f64) -> f64,
}

const AGGREGATES: [Aggregate; 4] = [
    Aggregate { name: "count", none: 0.0, with: |count, _| count + 1.0 },
    Aggregate { name: "sum", none: 0.0, with: |sum, number| sum + number },
    Aggregate { name: "min", none: f64::INFINITY, with: f64::min },
    Aggregate { name: "max", none: f64::NEG_INFINITY, with: f64::max },
];

impl Summary {
    /// An empty one.
    pub(crate) fn new(extent: Extent) -> Summary {
        Summary { extent, samples: 0, totals: stats::lists() }
    }

    /// Adds a sample. What it completes is the report.
    pub(crate) fn add(&mut self, sample: &Lists) -> Option<JsValue> {
        self.add_all(&self.totals, sample);
        self.samples += 1;
        let is_complete = self.samples >= self.extent.samples.saturating_mul(self.extent.points);
        is_complete.then(|| of(&std::mem::replace(self, Summary::new(self.extent)).totals))
    }

    /// Adds everything that is in an object to what has the same name in the other.
    fn add_all(&self, totals: &JsValue, values: &JsValue) {
        for name in Object::keys(values.unchecked_ref::<Object>()).iter() {
            let value = Reflect::get(values, &name).unwrap_or_default();
            if name == "id" {
                set(totals, "id", &value);
                continue;
            }
            let total = child::<Object>(totals, &name);
            if value.is_object() {
                self.add_all(&total, &value);
            } else {
                self.add_value(&total, &value);
            }
        }
    }

    /// Texts can't be summed up.
    fn add_value(&self, series: &JsValue, value: &JsValue) {
        child::<Array>(series, &"raw".into()).push(value);
        set(series, "timestamp", &Date::new_0());
        let Some(number) = value.as_f64() else { return };
        let aggregation = child::<Object>(series, &"aggregation".into());
        let point = self.samples / self.extent.samples;
        for Aggregate { name, none, with } in AGGREGATES {
            let points = child::<Array>(&aggregation, &name.into());
            while points.length() <= point {
                points.push(&none.into());
            }
            let so_far = points.get(point).as_f64().unwrap_or(none);
            points.set(point, with(so_far, number).into());
        }
    }
}

/// A part of an object of our own; a fresh one, the first time.
fn child<T: Default + JsCast>(of: &JsValue, name: &JsValue) -> T {
    let known = Reflect::get(of, name).unwrap_or_default();
    known.dyn_into().unwrap_or_else(|_| {
        let fresh = T::default();
        let _ = Reflect::set(of, name, fresh.as_ref());
        fresh
    })
}
