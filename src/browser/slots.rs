use std::cell::{Cell, OnceCell};

use js_sys::Promise;
use offhook_core::Shape;
use offhook_protocol::{Slot, SlotUse};
use wasm_bindgen::JsCast;
use web_sys::{
    MediaStream, MediaStreamTrack, RtcPeerConnection, RtcRtpReceiver, RtcRtpSender,
    RtcRtpSynchronizationSource, RtcRtpTransceiver, RtcRtpTransceiverDirection,
};

use super::arrivals::Newest;
use super::capture::TrackKind;
use crate::object::{get, set};

/// The slots of a peer, in the order of the description's media sections.
#[derive(Default)]
pub(crate) struct Slots {
    present: Vec<Present>,
    /// What is to be sent on slots that no offer has brought yet.
    early: Vec<(Slot, Option<MediaStreamTrack>)>,
    /// The most that is to be sent of pictures.
    shapes: Vec<(Slot, Shape)>,
}

struct Present {
    slot: Slot,
    transceiver: RtcRtpTransceiver,
    /// What comes in, always the same object.
    remote: OnceCell<MediaStream>,
    /// Of the picture that goes out, when its encoder was told how much smaller to make it.
    height: Cell<Option<f64>>,
}

impl Slots {
    /// Makes the slots as the offerer does. A transceiver is `sendrecv` by default, and one whose sender has no track
    /// has its media section all the same (RFC 8829 section 5.2.1), but sends nothing.
    pub(crate) fn create(&mut self, connection: &RtcPeerConnection, slots: &[Slot]) {
        for slot in slots {
            self.add(*slot, connection.add_transceiver_with_str(kind(*slot).name()));
        }
    }

    /// Takes over the transceivers that an offer made, as the answerer does: they are `recvonly` until they are told
    /// otherwise (RFC 8829 section 5.10). Returns what was to be sent on them.
    pub(crate) fn adopt(
        &mut self,
        connection: &RtcPeerConnection,
        offered: &[SlotUse],
    ) -> Vec<(Slot, Option<MediaStreamTrack>)> {
        let known = self.present.len();
        for (transceiver, offered) in connection.get_transceivers().iter().zip(offered).skip(known) {
            let transceiver: RtcRtpTransceiver = transceiver.unchecked_into();
            transceiver.set_direction(RtcRtpTransceiverDirection::Sendrecv);
            self.add(offered.slot, transceiver);
        }
        std::mem::take(&mut self.early)
    }

    /// Puts a track on a slot, or takes it off, without a new description (W3C webrtc-pc section 5.2, `replaceTrack`).
    /// What is for a slot that does not exist yet is kept until [`Slots::adopt`].
    pub(crate) fn put(&mut self, slot: Slot, track: Option<MediaStreamTrack>) -> Option<Promise> {
        match self.find(slot) {
            Some(present) => Some(present.transceiver.sender().replace_track(track.as_ref())),
            None => {
                self.early.retain(|(other, _)| *other != slot);
                self.early.push((slot, track));
                None
            }
        }
    }

    /// Remembers the most that is to be sent of a picture.
    pub(crate) fn set_shape(&mut self, slot: Slot, shape: Shape) {
        self.shapes.retain(|(other, _)| *other != slot);
        self.shapes.push((slot, shape));
    }

    /// Tells the encoder of a picture whether there is anything to encode, and the most that is to be sent (W3C webrtc-pc section
    /// 5.2.3). Without a track it has to rest: Firefox (153) would go on with the last picture, once a second.
    pub(crate) fn apply_encoding(&self, slot: Slot) -> Option<Promise> {
        let present = self.find(slot).filter(|_| kind(slot) == TrackKind::Video)?;
        let sender = present.transceiver.sender();
        let parameters = sender.get_parameters();
        let encoding = get(&get(&parameters, "encodings"), "0");
        if !encoding.is_object() {
            return None;
        }
        let is_sent = sender.track().is_some();
        set(&encoding, "active", &is_sent.into());
        present.height.set(height(&sender));
        if let Some(shape) = self.shape(slot).filter(|_| is_sent) {
            let scale =
                present.height.get().map_or(1.0, |height| (height / f64::from(shape.height)).max(1.0));
            set(&encoding, "scaleResolutionDownBy", &scale.into());
            set(&encoding, "maxFramerate", &shape.frames.into());
            set(&encoding, "maxBitrate", &(shape.kilobits * 1000).into());
        }
        Some(sender.set_parameters_with_parameters(parameters.unchecked_ref()))
    }

    /// The most that is to be sent of a picture whose height is not what it was when its encoder was told: that of a window that was
    /// resized, or of a phone that was turned. No event tells of it.
    pub(crate) fn resized(&self, slot: Slot) -> Option<Shape> {
        let present = self.find(slot)?;
        self.shape(slot).filter(|_| present.height.get() != height(&present.transceiver.sender()))
    }

    /// What comes in on a slot.
    pub(crate) fn remote(&self, slot: Slot) -> Option<MediaStream> {
        let present = self.find(slot)?;
        if present.remote.get().is_none() {
            let stream = MediaStream::new().ok()?;
            stream.add_track(&present.transceiver.receiver().track());
            let _ = present.remote.set(stream);
        }
        present.remote.get().cloned()
    }

    pub(crate) fn section(&self, slot: Slot) -> Option<String> {
        self.find(slot)?.transceiver.mid()
    }

    /// The newest packet that was handed on of each slot.
    pub(crate) fn newest(&self) -> Vec<(Slot, Option<Newest>)> {
        self.present.iter().map(|present| (present.slot, newest(&present.transceiver.receiver()))).collect()
    }

    /// What a description says of them.
    pub(crate) fn uses(&self, sending: &[Slot]) -> Vec<SlotUse> {
        let used = |present: &Present| SlotUse { slot: present.slot, on: sending.contains(&present.slot) };
        self.present.iter().map(used).collect()
    }

    fn add(&mut self, slot: Slot, transceiver: RtcRtpTransceiver) {
        self.present.push(Present { slot, transceiver, remote: OnceCell::new(), height: Cell::default() });
    }

    fn shape(&self, slot: Slot) -> Option<Shape> {
        self.shapes.iter().find(|(other, _)| *other == slot).map(|(_, shape)| *shape)
    }

    fn find(&self, slot: Slot) -> Option<&Present> {
        self.present.iter().find(|present| present.slot == slot)
    }
}

/// Of what is sent, in pixels; nothing where it is no picture, or the browser does not know it (yet).
fn height(sender: &RtcRtpSender) -> Option<f64> {
    get(&sender.track()?.get_settings(), "height").as_f64()
}

fn newest(receiver: &RtcRtpReceiver) -> Option<Newest> {
    let newest = receiver.get_synchronization_sources().get(0);
    let source: RtcRtpSynchronizationSource = newest.is_object().then(|| newest.unchecked_into())?;
    Some(Newest { timestamp: source.get_timestamp(), level: source.get_audio_level().unwrap_or_default() })
}

fn kind(slot: Slot) -> TrackKind {
    match slot {
        Slot::Microphone | Slot::ScreenAudio => TrackKind::Audio,
        Slot::Camera | Slot::Screen => TrackKind::Video,
    }
}
