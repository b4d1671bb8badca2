//! Two ends of a peer in one page, with a wire between them that can be stopped.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Reflect};
use offhook_core::{CaptureId, CaptureSource, MediaCommand, MediaEvent, MediaPeerId};
use offhook_protocol::{Description, IceConfiguration, PeerState, Slot};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::support::until;
use crate::browser::{Devices, LocalMedia, LocalStreams, Media, TrackKind};

pub(super) const PEER: MediaPeerId = MediaPeerId(1);
pub(super) const MICROPHONE: CaptureId = CaptureId(1);
pub(super) const CAMERA: CaptureId = CaptureId(2);
pub(super) const SLOTS: [Slot; 2] = [Slot::Microphone, Slot::Camera];

pub(super) struct End {
    media: OnceCell<Media>,
    pub(super) devices: Rc<Devices>,
    pub(super) streams: Rc<LocalStreams>,
    other: RefCell<Weak<End>>,
    log: RefCell<Vec<MediaEvent>>,
    measured: RefCell<Vec<MediaEvent>>,
    /// Keeps what arrives instead of doing it.
    is_stopped: Cell<bool>,
    kept: RefCell<Vec<MediaCommand>>,
}

/// Two ends, wired to each other, with no peer yet.
pub(super) fn ends() -> (Rc<End>, Rc<End>) {
    let (one, other) = (End::new(), End::new());
    one.other.replace(Rc::downgrade(&other));
    other.other.replace(Rc::downgrade(&one));
    (one, other)
}

/// Two ends whose peer is connected: who offered, and who answered.
pub(super) async fn connected() -> (Rc<End>, Rc<End>) {
    let (offerer, answerer) = ends();
    offerer.open(&SLOTS);
    answerer.open(&[]);
    offerer.offer(0, false);
    for end in [&offerer, &answerer] {
        until("a connection", || end.has(&state(PeerState::Connected))).await;
    }
    (offerer, answerer)
}

pub(super) fn state(state: PeerState) -> MediaEvent {
    MediaEvent::PeerState { peer: PEER, state }
}

impl End {
    fn new() -> Rc<End> {
        let end = Rc::new(End {
            media: OnceCell::new(),
            devices: Rc::default(),
            streams: Rc::default(),
            other: RefCell::default(),
            log: RefCell::default(),
            measured: RefCell::default(),
            is_stopped: Cell::default(),
            kept: RefCell::default(),
        });
        let reported = Rc::downgrade(&end);
        let sink = move |event| {
            if let Some(end) = reported.upgrade() {
                end.reported(event);
            }
        };
        let media = Media::new(Rc::new(sink), end.devices.clone(), end.streams.clone());
        let _ = end.media.set(media);
        end
    }

    pub(super) fn media(&self) -> &Media {
        self.media.get().expect("made with the end")
    }

    pub(super) fn open(&self, slots: &[Slot]) {
        self.execute(MediaCommand::OpenPeer {
            peer: PEER,
            ice: IceConfiguration::default(),
            slots: slots.to_vec(),
        });
    }

    pub(super) fn offer(&self, generation: u32, restart: bool) {
        self.execute(MediaCommand::Offer { peer: PEER, generation, restart, sending: vec![Slot::Camera] });
    }

    /// Does it, and sees to it that nothing is reported from within.
    pub(super) fn execute(&self, command: MediaCommand) {
        let before = self.log.borrow().len();
        self.media().execute(command);
        assert_eq!(self.log.borrow().len(), before, "nothing is reported from within");
    }

    /// Opens microphone and camera, and waits until they are.
    pub(super) async fn capture(&self) {
        let camera = self.streams.add(LocalMedia::Device(TrackKind::Video, first_camera().await));
        self.execute(MediaCommand::Capture { capture: MICROPHONE, source: self.microphone() });
        self.execute(MediaCommand::Capture { capture: CAMERA, source: CaptureSource::Video(camera) });
        for (capture, has_audio) in [(MICROPHONE, true), (CAMERA, false)] {
            until("a capture", || self.has(&MediaEvent::Captured { capture, has_audio })).await;
        }
    }

    /// The microphone that is selected.
    pub(super) fn microphone(&self) -> CaptureSource {
        CaptureSource::Audio(self.streams.add(LocalMedia::SelectedMicrophone(self.devices.clone())))
    }

    pub(super) fn send(&self, slot: Slot, capture: Option<CaptureId>) {
        self.execute(MediaCommand::Send { peer: PEER, slot, capture });
    }

    pub(super) fn send_all(&self) {
        self.send(Slot::Microphone, Some(MICROPHONE));
        self.send(Slot::Camera, Some(CAMERA));
    }

    pub(super) fn close(&self) {
        self.execute(MediaCommand::ClosePeer { peer: PEER });
    }

    pub(super) fn events(&self) -> Vec<MediaEvent> {
        self.log.borrow().clone()
    }

    /// What it measured, which comes whenever it comes.
    pub(super) fn measured(&self) -> Vec<MediaEvent> {
        self.measured.borrow().clone()
    }

    pub(super) fn has(&self, event: &MediaEvent) -> bool {
        self.log.borrow().contains(event)
    }

    /// The descriptions that it made.
    pub(super) fn descriptions(&self) -> Vec<Description> {
        let described = |event| match event {
            MediaEvent::Described { description, .. } => Some(description),
            _ => None,
        };
        self.events().into_iter().filter_map(described).collect()
    }

    /// Keeps what arrives from now on.
    pub(super) fn stop_wire(&self) {
        self.is_stopped.set(true);
    }

    /// What was kept.
    pub(super) fn take_kept(&self) -> Vec<MediaCommand> {
        self.kept.take()
    }

    /// The sum of a number in the peer's statistics of one type and kind (W3C webrtc-stats).
    pub(super) async fn statistic(&self, report: &str, kind: &str, name: &str) -> f64 {
        let peer = self.media().peer(PEER).expect("an open peer");
        let stats = JsFuture::from(peer.connection.get_stats()).await.expect("statistics");
        let text = |stat: &JsValue, key: &str| get(stat, key).as_string();
        let entries = Array::from(&stats);
        let stats = entries.iter().map(|entry| Array::from(&entry).get(1));
        let matching = stats.filter(|stat| {
            text(stat, "type").as_deref() == Some(report) && text(stat, "kind").as_deref() == Some(kind)
        });
        matching.map(|stat| get(&stat, name).as_f64().unwrap_or(0.0)).sum()
    }

    /// Packets that came in so far.
    pub(super) async fn received(&self, kind: &str) -> f64 {
        self.statistic("inbound-rtp", kind, "packetsReceived").await
    }

    fn reported(&self, event: MediaEvent) {
        match event {
            MediaEvent::Devices { .. }
            | MediaEvent::CaptureSound { .. }
            | MediaEvent::Receiving { .. }
            | MediaEvent::Speaking { .. }
            | MediaEvent::Measured { .. } => return self.measured.borrow_mut().push(event),
            _ => self.log.borrow_mut().push(event.clone()),
        }
        if let (Some(other), Some(command)) = (self.other.borrow().upgrade(), passed_on(event)) {
            other.arrived(command);
        }
    }

    fn arrived(&self, command: MediaCommand) {
        if self.is_stopped.get() {
            self.kept.borrow_mut().push(command);
        } else {
            self.execute(command);
        }
    }
}

fn passed_on(event: MediaEvent) -> Option<MediaCommand> {
    match event {
        MediaEvent::Described { peer, description } => {
            Some(MediaCommand::SetRemote { peer, description, sending: Vec::new() })
        }
        MediaEvent::Candidate { peer, candidate } => Some(MediaCommand::AddCandidate { peer, candidate }),
        _ => None,
    }
}

pub(super) fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).expect("an object")
}

pub(super) async fn first_camera() -> String {
    crate::browser::ask_permission(true, true).await;
    let mut cameras = crate::browser::list_devices().await;
    cameras.retain(|device| device.kind == crate::browser::DeviceKind::Camera);
    cameras.into_iter().next().expect("a fake camera").id
}
