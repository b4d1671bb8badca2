//! The part of a peer that makes and takes descriptions (RFC 8829). One end offers for the peer's whole life, so there is
//! no glare and no rollback.

use offhook_core::MediaEvent;
use offhook_protocol::{Candidate, Description, DescriptionKind, Slot};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    MediaStreamTrack, RtcIceCandidateInit, RtcOfferOptions, RtcSdpType, RtcSessionDescriptionInit,
    RtcSignalingState,
};

use super::codec;
use super::peer::Peer;

impl Peer {
    pub(super) async fn offer(
        &self,
        generation: u32,
        restart: bool,
        sending: &[Slot],
    ) -> Result<(), JsValue> {
        let options = RtcOfferOptions::new();
        options.set_ice_restart(restart);
        let made = self.result(&self.connection.create_offer_with_rtc_offer_options(&options)).await?;
        self.describe(made, DescriptionKind::Offer, generation, sending).await
    }

    pub(super) async fn set_remote(
        &self,
        description: &Description,
        sending: &[Slot],
    ) -> Result<(), JsValue> {
        let is_offer = description.kind == DescriptionKind::Offer;
        if !is_offer && !self.awaits_answer_to(description.generation) {
            return Ok(());
        }
        let set = self.connection.set_remote_description(&session_description(description));
        self.result(&set).await?;
        if is_offer {
            self.answer(description, sending).await?;
        }
        self.update_sound();
        let candidates = self.candidates.borrow_mut().described(description.generation);
        for candidate in candidates {
            self.add_candidate(&candidate).await;
        }
        Ok(())
    }

    /// Not so if a newer offer was made meanwhile.
    fn awaits_answer_to(&self, generation: u32) -> bool {
        self.connection.signaling_state() == RtcSignalingState::HaveLocalOffer
            && self.generation.get() == generation
    }

    async fn answer(&self, offer: &Description, sending: &[Slot]) -> Result<(), JsValue> {
        let early = self.slots.borrow_mut().adopt(&self.connection, &offer.slots);
        for (slot, track) in early {
            self.put(slot, track).await;
        }
        let made = self.result(&self.connection.create_answer()).await?;
        self.describe(made, DescriptionKind::Answer, offer.generation, sending).await
    }

    /// Sets the local description that was made, and reports it. Candidates come only after that: the browser fires them
    /// in later tasks (W3C webrtc-pc section 4.4.1.5), while this goes on in a microtask.
    async fn describe(
        &self,
        made: JsValue,
        kind: DescriptionKind,
        generation: u32,
        sending: &[Slot],
    ) -> Result<(), JsValue> {
        let made: RtcSessionDescriptionInit = made.unchecked_into();
        self.result(&self.connection.set_local_description(&made)).await?;
        self.generation.set(generation);
        let sdp = made.get_sdp().unwrap_or_default();
        let description = Description { kind, generation, sdp, slots: self.slots.borrow().uses(sending) };
        (self.sink)(MediaEvent::Described { peer: self.id, description });
        Ok(())
    }

    /// A candidate that the browser cannot read is of no use, but does no harm either: there may be others.
    pub(super) async fn add_candidate(&self, candidate: &Candidate) {
        // On the wire it has the form of an RTCIceCandidateInit already.
        let Some(init) = codec::to_js(candidate) else { return };
        let init: RtcIceCandidateInit = init.unchecked_into();
        let added = self.connection.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(&init));
        let _ = self.result(&added).await;
    }

    /// Fails only where the slot is of another kind than the other end said, which sends nothing.
    pub(super) async fn put(&self, slot: Slot, track: Option<MediaStreamTrack>) {
        let replaced = self.slots.borrow_mut().put(slot, track);
        if let Some(replaced) = replaced {
            let _ = self.result(&replaced).await;
            self.apply_encoding(slot).await;
        }
    }

    /// Tells the encoder what it has to do. What cannot be applied yet is so with the next track.
    pub(super) async fn apply_encoding(&self, slot: Slot) {
        let applied = self.slots.borrow().apply_encoding(slot);
        if let Some(applied) = applied {
            let _ = self.result(&applied).await;
        }
    }
}

fn session_description(description: &Description) -> RtcSessionDescriptionInit {
    let init = RtcSessionDescriptionInit::new(match description.kind {
        DescriptionKind::Offer => RtcSdpType::Offer,
        DescriptionKind::Answer => RtcSdpType::Answer,
    });
    init.set_sdp(&description.sdp);
    init
}
