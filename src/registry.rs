//! The one JS object of each entity, for as long as the entity lives.

use std::cell::RefCell;

use offhook_core::{LocalStreamId, RemoteStreamId};
use offhook_protocol::{LegId, RawId};
use wasm_bindgen::JsValue;

/// What an object stands for, under the leg that it ends with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Entity {
    /// An `IncomingCall`.
    Incoming,
    /// A `Call`.
    Call,
    /// A `RemoteParticipant`.
    Participant(RawId),
    /// The same, before the event of its coming was shown: what `addParticipant` returns.
    NewParticipant(RawId),
    /// A `RemoteVideoStream`.
    RemoteStream(RemoteStreamId),
    /// The `RemoteAudioStream` of a participant.
    RemoteAudio(RawId),
    /// The `LocalAudioStream` of a call that stands for the selected microphone.
    Microphone,
    /// A local stream that the call was given, which may yet refuse it.
    GivenStream(LocalStreamId),
    /// A local stream that the call has sent.
    SentStream(LocalStreamId),
    /// A `MediaStatsCollector`, by its number.
    Collector(u32),
}

/// The objects, by what they stand for. Strongly held: an app need not hold its calls. What was taken out goes on as
/// long as the app holds it, and keeps its last state.
///
/// They are few, so they stand in a list: a map costs more to download than it saves.
#[derive(Debug, Default)]
pub(crate) struct Registry(RefCell<Vec<Entry>>);

#[derive(Debug)]
struct Entry {
    leg: LegId,
    entity: Entity,
    object: JsValue,
}

impl Registry {
    /// The object of an entity that lives.
    pub(crate) fn get(&self, leg: &LegId, entity: &Entity) -> Option<JsValue> {
        self.0.borrow().iter().find(|entry| entry.is(leg, entity)).map(|entry| entry.object.clone())
    }

    /// The object of a call that is not over.
    pub(crate) fn call(&self, leg: &LegId) -> Option<JsValue> {
        self.get(leg, &Entity::Call)
    }

    /// Adds the object of an entity; another one of the same gives way.
    pub(crate) fn insert(&self, leg: &LegId, entity: Entity, object: JsValue) {
        self.remove(leg, &entity);
        self.0.borrow_mut().push(Entry { leg: leg.clone(), entity, object });
    }

    /// Takes an object out.
    pub(crate) fn remove(&self, leg: &LegId, entity: &Entity) -> Option<JsValue> {
        self.take(|entry| entry.is(leg, entity)).map(|entry| entry.object)
    }

    /// Takes out a call and all that is in it, one by one.
    pub(crate) fn remove_any(&self, leg: &LegId) -> Option<(Entity, JsValue)> {
        self.take(|entry| entry.leg == *leg).map(|entry| (entry.entity, entry.object))
    }

    /// Takes out everything.
    pub(crate) fn clear(&self) {
        self.0.take();
    }

    fn take(&self, wanted: impl Fn(&Entry) -> bool) -> Option<Entry> {
        let mut entries = self.0.borrow_mut();
        let at = entries.iter().position(wanted)?;
        Some(entries.swap_remove(at))
    }
}

impl Entry {
    fn is(&self, leg: &LegId, entity: &Entity) -> bool {
        self.entity == *entity && self.leg == *leg
    }
}
