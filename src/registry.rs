//! The one JS object of each entity, for as long as the entity lives.

use std::cell::RefCell;
use std::collections::BTreeMap;

use offhook_core::{LocalStreamId, RemoteStreamId};
use offhook_protocol::{LegId, RawId};
use wasm_bindgen::JsValue;

/// What an object stands for, under the leg that it ends with.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Entity {
    /// A `TeamsIncomingCall`.
    Incoming,
    /// A `TeamsCall`.
    Call,
    /// A `RemoteParticipant`.
    Participant(RawId),
    /// A `RemoteVideoStream`.
    RemoteStream(RemoteStreamId),
    /// A `LocalVideoStream` that the app gave to the call.
    LocalStream(LocalStreamId),
}

/// The objects, by what they stand for. Strongly held: an app need not hold its calls. What was taken out goes on as
/// long as the app holds it, and keeps its last state.
#[derive(Debug, Default)]
pub(crate) struct Registry(RefCell<BTreeMap<(LegId, Entity), JsValue>>);

impl Registry {
    pub(crate) fn get(&self, leg: &LegId, entity: Entity) -> Option<JsValue> {
        self.0.borrow().get(&(leg.clone(), entity)).cloned()
    }

    pub(crate) fn insert(&self, leg: &LegId, entity: Entity, object: JsValue) {
        self.0.borrow_mut().insert((leg.clone(), entity), object);
    }

    pub(crate) fn remove(&self, leg: &LegId, entity: Entity) -> Option<JsValue> {
        self.0.borrow_mut().remove(&(leg.clone(), entity))
    }

    /// Takes out a call and all that is in it.
    pub(crate) fn remove_leg(&self, leg: &LegId) -> Vec<(Entity, JsValue)> {
        let all = self.0.take();
        let (of_leg, others) = all.into_iter().partition::<BTreeMap<_, _>, _>(|((of, _), _)| of == leg);
        self.0.replace(others);
        of_leg.into_iter().map(|((_, entity), object)| (entity, object)).collect()
    }

    /// Takes out everything.
    pub(crate) fn clear(&self) {
        self.0.take();
    }
}
