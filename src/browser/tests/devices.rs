use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{count, script};
use crate::browser::devices::Permission;
use crate::browser::{AudioOutput, Device, DeviceKind, ask_permission, list_devices};

const KINDS: [DeviceKind; 3] = [DeviceKind::Camera, DeviceKind::Microphone, DeviceKind::Speaker];

async fn of_kind(kind: DeviceKind) -> Vec<Device> {
    list_devices().await.into_iter().filter(|device| device.kind == kind).collect()
}

#[wasm_bindgen_test]
async fn devices_have_ids_and_names_and_one_is_the_default() {
    assert_eq!(ask_permission(true, true).await, Permission { audio: true, video: true });
    for kind in KINDS {
        let devices = of_kind(kind).await;
        assert!(devices.iter().all(|device| !device.id.is_empty() && !device.name.is_empty()), "{kind:?}");
        // There are no fake speakers in Firefox.
        let defaults = devices.iter().filter(|device| device.is_default).count();
        assert_eq!(defaults, devices.len().min(1), "{kind:?}: {devices:?}");
    }
}

/// Lets the browser say what it says without permission, or without one of the devices.
fn fake(body: &str) {
    script(&["Object.assign(navigator.mediaDevices, { ", body, " })"].concat());
}

fn restore() {
    script("delete navigator.mediaDevices.enumerateDevices; delete navigator.mediaDevices.getUserMedia");
}

#[wasm_bindgen_test]
async fn without_permission_there_are_none() {
    fake("async enumerateDevices() { return [{ kind: 'videoinput', deviceId: '', label: '' }]; }");
    let cameras = of_kind(DeviceKind::Camera).await;
    restore();
    assert_eq!(cameras, []);
}

#[wasm_bindgen_test]
async fn the_first_is_the_default_where_none_says_so() {
    fake(
        "async enumerateDevices() {
             return ['a', 'b'].map((deviceId) => ({ kind: 'audioinput', deviceId, label: deviceId }));
         }",
    );
    let microphones = of_kind(DeviceKind::Microphone).await;
    restore();
    let defaults: Vec<_> = microphones.iter().map(|device| (&*device.id, device.is_default)).collect();
    assert_eq!(defaults, [("a", true), ("b", false)]);
}

#[wasm_bindgen_test]
async fn lists_are_empty_where_the_browser_fails() {
    fake("async enumerateDevices() { throw new DOMException('', 'NotAllowedError'); }");
    let speakers = of_kind(DeviceKind::Speaker).await;
    restore();
    assert_eq!(speakers, []);
}

#[wasm_bindgen_test]
async fn permission_is_asked_for_each_where_one_fails() {
    fake(
        "async getUserMedia(wanted) {
             if (wanted.video) throw new DOMException('', 'NotFoundError');
             return new MediaStream();
         }",
    );
    let both = ask_permission(true, true).await;
    let video = ask_permission(false, true).await;
    restore();
    assert_eq!(both, Permission { audio: true, video: false });
    assert_eq!(video, Permission { audio: false, video: false });
}

#[wasm_bindgen_test]
async fn asking_leaves_nothing_open() {
    script(
        "window.opened = [];
         const media = navigator.mediaDevices;
         media.getUserMedia = async function (wanted) {
             opened.push(await MediaDevices.prototype.getUserMedia.call(media, wanted));
             return opened.at(-1);
         };",
    );
    ask_permission(true, true).await;
    restore();
    assert_eq!(count("opened.length"), 1.0);
    assert_eq!(count("opened.filter((stream) => stream.active).length"), 0.0);
}

#[wasm_bindgen_test]
fn speakers_can_be_chosen_where_set_sink_id_is() {
    assert!(AudioOutput::can_select());
    script("window.kept = HTMLMediaElement.prototype.setSinkId; delete HTMLMediaElement.prototype.setSinkId");
    let without = AudioOutput::can_select();
    script("HTMLMediaElement.prototype.setSinkId = kept");
    assert!(!without);
}
