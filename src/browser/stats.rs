//! What the browser counts of a peer (W3C webrtc-stats), in the words and units of the API's media statistics.

mod fields;

use js_sys::{Array, Object, Promise, Reflect};
use offhook_protocol::text::cut;
use wasm_bindgen::{JsCast, JsValue};

use self::fields::{CODEC, Field, RECEIVED, SENT, TRANSPORT};
use super::peer::Peer;
use super::timer::pause;
use crate::object::{get, plain, set};

/// The streams that the API reports, by their ids: of audio what is sent and what is received, then the same of cameras and of
/// screens, then the transports.
pub(crate) type Lists = Array;

/// What a report is of.
#[derive(Default)]
pub(crate) struct Origin {
    /// The peer's number: browsers give the streams of each peer the same ids.
    pub(crate) peer: u32,
    /// The media section of the screen.
    pub(crate) screen: Option<String>,
    /// What apps know the camera and the screen by that come in.
    pub(crate) streams: [Option<u32>; 2],
}

/// Longer than a browser takes, which was 13 ms at most where it was measured.
const PATIENCE_MS: u32 = 5000;

impl Peer {
    /// What is counted now, for [`by_id`]. Nothing, if the peer is closed meanwhile: Firefox (153) never says so, hence the
    /// deadline. What waits for the end of the peer would be kept until then, and with it each report.
    pub(crate) fn report(&self) -> Promise {
        Promise::race(&Array::of2(&self.connection.get_stats(), &pause(PATIENCE_MS)))
    }
}

/// Empty ones.
pub(crate) fn lists() -> Lists {
    let lists = Array::new();
    for _ in 0..=TRANSPORTS {
        lists.push(&Object::new());
    }
    lists
}

/// A report as an object that has each stat by its id; nothing of what is none, see [`get`].
pub(crate) fn by_id(report: Result<JsValue, JsValue>) -> Option<JsValue> {
    let report = report.ok().filter(JsValue::is_object)?;
    Object::from_entries(&report).ok().map(JsValue::from)
}

/// Adds the streams of a report. What goes by the second is measured since an earlier one.
pub(crate) fn read(lists: &Lists, report: &JsValue, earlier: &JsValue, origin: &Origin) {
    for stat in Object::values(report.unchecked_ref::<Object>()).iter() {
        let Some((list, fields)) = place(&stat, origin) else { continue };
        let before = Moment { report: earlier, stat: &of(earlier, &get(&stat, "id")) };
        let now = Moment { report, stat: &stat };
        let id = origin.id(&get(&stat, "id"));
        let stream = plain(&[("id", id.clone())]);
        for field in fields {
            if let Some(value) = field.value(&now, &before) {
                set(&stream, field.name, &value);
            }
        }
        if get(&stream, TRANSPORT_ID).is_string() {
            set(&stream, TRANSPORT_ID, &origin.id(&get(&stream, TRANSPORT_ID)));
        }
        if let Some(Some(shown)) =
            RECEIVED_VIDEO.iter().position(|it| *it == list).map(|at| origin.streams[at])
        {
            set(&stream, "streamId", &shown.into());
        }
        let _ = Reflect::set(&lists.get(list), &id, &stream);
    }
}

impl Origin {
    /// An id that no stream of another peer has.
    fn id(&self, browsers: &JsValue) -> JsValue {
        Array::of2(&self.peer.into(), browsers).join("-").into()
    }
}

const VIDEO: u32 = 2;
const SCREEN: u32 = 4;
const RECEIVED_VIDEO: [u32; 2] = [VIDEO + 1, SCREEN + 1];
const TRANSPORTS: u32 = 6;
const TRANSPORT_ID: &str = "transportId";

/// What a slot that was never used has none of. It has its stat all the same, and browsers try the way with packets without
/// frames in it.
const USES: [&str; 4] = ["packetsSent", "packetsReceived", "framesSent", "framesReceived"];

/// Where a stat goes.
fn place(stat: &JsValue, origin: &Origin) -> Option<(u32, &'static [Field])> {
    if USES.iter().any(|count| number(stat, count) == Some(0.0)) {
        return None;
    }
    let kind = match () {
        () if get(stat, "kind") != "video" => 0,
        () if get(stat, "mid").as_string() == origin.screen => SCREEN,
        () => VIDEO,
    };
    match get(stat, "type").as_string()?.as_str() {
        "outbound-rtp" => Some((kind, SENT)),
        "inbound-rtp" => Some((kind + 1, RECEIVED)),
        "transport" => Some((TRANSPORTS, TRANSPORT)),
        _ => None,
    }
}

/// A stat in its report.
struct Moment<'a> {
    report: &'a JsValue,
    stat: &'a JsValue,
}

impl Moment<'_> {
    /// What a field is made of.
    fn get(&self, field: &Field) -> JsValue {
        if field.of.is_empty() {
            return get(self.stat, field.stat);
        }
        get(&of(self.report, &get(self.stat, field.of)), field.stat)
    }
}

impl Field {
    /// What the API says; nothing where the browser says nothing.
    fn value(&self, now: &Moment<'_>, before: &Moment<'_>) -> Option<JsValue> {
        let value = now.get(self);
        let Some(mut number) = value.as_f64() else { return self.text(&value) };
        if !self.per.is_empty() {
            let per = grown(now, before, self.per).filter(|per| *per > 0.0)?;
            let less = grown(now, before, self.less).unwrap_or_default();
            number = (number - before.get(self).as_f64()? - less) / per;
        }
        Some((number * f64::from(self.times)).into())
    }

    /// A codec's name is the second part of its MIME type.
    fn text(&self, value: &JsValue) -> Option<JsValue> {
        let text = value.as_string()?;
        match cut(&text, b'/') {
            Some((_, codec)) if self.of == CODEC => Some(codec.to_ascii_uppercase().into()),
            _ => Some(text.into()),
        }
    }
}

fn grown(now: &Moment<'_>, before: &Moment<'_>, name: &str) -> Option<f64> {
    Some(number(now.stat, name)? - number(before.stat, name)?)
}

pub(super) fn number(stat: &JsValue, name: &str) -> Option<f64> {
    get(stat, name).as_f64()
}

/// The stat of a report that has this id.
pub(super) fn of(report: &JsValue, id: &JsValue) -> JsValue {
    Reflect::get(report, id).unwrap_or_default()
}
