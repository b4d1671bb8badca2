use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::Promise;
use offhook_core::{MediaEvent, MediaPeerId, Shape};
use offhook_protocol::{Candidate, Description, IceConfiguration, PeerState, Slot};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    MediaStream, MediaStreamTrack, RtcBundlePolicy, RtcConfiguration, RtcIceConnectionState,
    RtcPeerConnection, RtcPeerConnectionIceEvent, RtcPeerConnectionState,
};

use super::Sink;
use super::audio_output::Playing;
use super::candidates::RemoteCandidates;
use super::capture::Captures;
use super::codec;
use super::devices::Devices;
use super::signal::Signal;
use super::slots::Slots;
use super::spawn::spawn;
use super::watching::Watch;
use crate::queue::Queue;

/// One `RTCPeerConnection`. What is asked of it is done strictly one after the other, and nothing is heard of it once it
/// is closed.
pub(crate) struct Peer {
    pub(crate) id: MediaPeerId,
    pub(super) connection: RtcPeerConnection,
    pub(super) sink: Sink<MediaEvent>,
    pub(super) slots: RefCell<Slots>,
    pub(super) candidates: RefCell<RemoteCandidates>,
    /// Of the last local description: goes with every candidate that is found.
    pub(super) generation: Rc<Cell<u32>>,
    pub(super) captures: Rc<Captures>,
    pub(super) watch: Watch,
    devices: Rc<Devices>,
    sound: RefCell<Sound>,
    queue: Queue<Operation>,
    is_working: Cell<bool>,
    is_closed: Cell<bool>,
    closed: Signal,
    listeners: RefCell<Vec<EventListener>>,
    watching: Cell<Option<Interval>>,
}

/// What may take a while.
pub(crate) enum Operation {
    Offer { generation: u32, restart: bool, sending: Vec<Slot> },
    SetRemote { description: Description, sending: Vec<Slot> },
    AddCandidate(Candidate),
    Put { slot: Slot, track: Option<MediaStreamTrack> },
    Shape { slot: Slot, shape: Shape },
}

/// Whether the other end is to be heard, and if its slots are there, what plays them.
#[derive(Default)]
struct Sound {
    wanted: bool,
    playing: Vec<Rc<Playing>>,
}

/// The slots that are heard.
const AUDIBLE: [Slot; 2] = [Slot::Microphone, Slot::ScreenAudio];

impl Peer {
    /// Opens one, with the slots that the offerer creates. `None` where the browser has no WebRTC, or refuses a server.
    pub(crate) fn open(
        id: MediaPeerId,
        ice: &IceConfiguration,
        slots: &[Slot],
        devices: Rc<Devices>,
        captures: Rc<Captures>,
        sink: Sink<MediaEvent>,
    ) -> Option<Rc<Peer>> {
        let connection = RtcPeerConnection::new_with_configuration(&configuration(ice)?).ok()?;
        let generation = Rc::default();
        let listeners = RefCell::new(listen(id, &connection, &generation, &sink));
        let mut peer = Peer {
            id,
            connection,
            sink,
            slots: RefCell::default(),
            candidates: RefCell::default(),
            generation,
            captures,
            watch: Watch::default(),
            devices,
            sound: RefCell::default(),
            queue: Queue::default(),
            is_working: Cell::default(),
            is_closed: Cell::default(),
            closed: Signal::new(),
            listeners,
            watching: Cell::default(),
        };
        peer.slots.get_mut().create(&peer.connection, slots);
        let peer = Rc::new(peer);
        peer.watching.set(Some(peer.watch()));
        Some(peer)
    }

    /// Lets the next gathering of candidates use these servers.
    pub(crate) fn configure(&self, ice: &IceConfiguration) {
        if let Some(configuration) = configuration(ice) {
            // A browser that refuses them keeps those that it has.
            let _ = self.connection.set_configuration_with_configuration(&configuration);
        }
    }

    /// Does this after everything that was asked for before.
    pub(crate) fn enqueue(self: &Rc<Peer>, operation: Operation) {
        self.queue.push(operation);
        if !self.is_working.replace(true) {
            spawn(self.clone().work());
        }
    }

    /// Lets the other end be heard, or not.
    pub(crate) fn play(&self, on: bool) {
        self.sound.borrow_mut().wanted = on;
        self.update_sound();
    }

    /// Starts what is to be heard, now that a slot may be there, and stops what is not.
    pub(super) fn update_sound(&self) {
        let mut sound = self.sound.borrow_mut();
        if !sound.wanted {
            sound.playing.clear();
        } else if sound.playing.is_empty() {
            let streams = AUDIBLE.into_iter().filter_map(|slot| self.remote(slot));
            sound.playing = streams.filter_map(|stream| self.devices.output().play(&stream)).collect();
        }
    }

    /// Whether the other end is heard.
    #[cfg(test)]
    pub(super) fn is_heard(&self) -> bool {
        !self.sound.borrow().playing.is_empty()
    }

    /// What comes in on a slot; the same object every time.
    pub(crate) fn remote(&self, slot: Slot) -> Option<MediaStream> {
        self.slots.borrow().remote(slot)
    }

    /// The identification tag of a slot's media section (RFC 9143), once there is one.
    pub(crate) fn section(&self, slot: Slot) -> Option<String> {
        self.slots.borrow().section(slot)
    }

    /// Closes it and lets go of everything that would keep it alive.
    pub(crate) fn close(&self) {
        self.is_closed.set(true);
        self.queue.clear();
        self.listeners.take();
        self.watching.take();
        self.sound.take();
        self.connection.close();
        self.closed.give(&JsValue::UNDEFINED);
    }

    /// The result of a promise. An error also if the peer was closed meanwhile, so that nothing goes on.
    pub(super) async fn result(&self, promise: &Promise) -> Result<JsValue, JsValue> {
        let result = self.closed.or(promise).await?;
        if self.is_closed.get() { Err(JsValue::UNDEFINED) } else { Ok(result) }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    async fn work(self: Rc<Peer>) {
        while let Some(operation) = self.queue.pop() {
            if self.perform(operation).await.is_err() && !self.is_closed.get() {
                (self.sink)(MediaEvent::NegotiationFailed { peer: self.id });
            }
        }
        self.is_working.set(false);
    }

    async fn perform(&self, operation: Operation) -> Result<(), JsValue> {
        match operation {
            Operation::Offer { generation, restart, sending } => {
                self.offer(generation, restart, &sending).await
            }
            Operation::SetRemote { description, sending } => self.set_remote(&description, &sending).await,
            Operation::AddCandidate(candidate) => {
                let ready = self.candidates.borrow_mut().take(candidate);
                if let Some(candidate) = ready {
                    self.add_candidate(&candidate).await;
                }
                Ok(())
            }
            Operation::Put { slot, track } => {
                self.put(slot, track).await;
                Ok(())
            }
            Operation::Shape { slot, shape } => {
                self.slots.borrow_mut().set_shape(slot, shape);
                self.apply_encoding(slot).await;
                Ok(())
            }
        }
    }
}

/// On the wire it has the form of an RTCConfiguration already.
fn configuration(ice: &IceConfiguration) -> Option<RtcConfiguration> {
    let configuration: RtcConfiguration = codec::to_js(ice)?.unchecked_into();
    configuration.set_bundle_policy(RtcBundlePolicy::MaxBundle);
    Some(configuration)
}

fn listen(
    id: MediaPeerId,
    connection: &RtcPeerConnection,
    generation: &Rc<Cell<u32>>,
    sink: &Sink<MediaEvent>,
) -> Vec<EventListener> {
    let (candidate_sink, generation) = (sink.clone(), generation.clone());
    let candidates = EventListener::new(connection, "icecandidate", move |event| {
        // The last event is without a candidate. The other end finds out by itself.
        if let Some(found) = event.unchecked_ref::<RtcPeerConnectionIceEvent>().candidate() {
            let candidate = Candidate {
                candidate: found.candidate(),
                sdp_mid: found.sdp_mid(),
                sdp_m_line_index: found.sdp_m_line_index(),
                generation: generation.get(),
            };
            candidate_sink(MediaEvent::Candidate { peer: id, candidate });
        }
    });
    vec![candidates, listen_to_state(id, connection, sink.clone())]
}

/// Firefox had no `connectionState` before version 113; there, ICE has to stand for the whole. And where the other end restarts
/// ICE before this one has noticed the loss, Firefox goes from `connected` to `connecting` without `disconnected` between
/// them (seen in version 153; W3C webrtc-pc section 4.3.3 allows it): who is connecting again is not connected.
fn listen_to_state(id: MediaPeerId, connection: &RtcPeerConnection, sink: Sink<MediaEvent>) -> EventListener {
    let has_state = connection.connection_state() != RtcPeerConnectionState::__Invalid;
    let event = if has_state { "connectionstatechange" } else { "iceconnectionstatechange" };
    let watched = connection.clone();
    let was_connected = Cell::new(false);
    EventListener::new(connection, event, move |_| {
        let state = if has_state {
            of_connection(watched.connection_state())
        } else {
            of_ice(watched.ice_connection_state())
        };
        let lost = was_connected.replace(state == Some(PeerState::Connected));
        if let Some(state) = state.or(lost.then_some(PeerState::Disconnected)) {
            sink(MediaEvent::PeerState { peer: id, state });
        }
    })
}

fn of_connection(state: RtcPeerConnectionState) -> Option<PeerState> {
    match state {
        RtcPeerConnectionState::Connected => Some(PeerState::Connected),
        RtcPeerConnectionState::Disconnected => Some(PeerState::Disconnected),
        RtcPeerConnectionState::Failed => Some(PeerState::Failed),
        _ => None,
    }
}

fn of_ice(state: RtcIceConnectionState) -> Option<PeerState> {
    match state {
        RtcIceConnectionState::Connected | RtcIceConnectionState::Completed => Some(PeerState::Connected),
        RtcIceConnectionState::Disconnected => Some(PeerState::Disconnected),
        RtcIceConnectionState::Failed => Some(PeerState::Failed),
        _ => None,
    }
}
