//! The devices that a `DeviceManager` shows, and what it tells of them.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{app, app_async, json, settle};
use crate::api::device_manager::DeviceManager;

/// Plays the browser's part: `plug(...names)` says which devices there are from now on; a name's first letter is its kind.
const FAKE: &str = "
    const kinds = { c: 'videoinput', m: 'audioinput', s: 'audiooutput' };
    let names = [];
    const device = name => ({ kind: kinds[name[0]], deviceId: name, label: name.toUpperCase() });
    navigator.mediaDevices.enumerateDevices = async () => names.map(device);
    window.plug = (...now) => { names = now; navigator.mediaDevices.dispatchEvent(new Event('devicechange')); };
    window.grant = (...now) => {
        navigator.mediaDevices.getUserMedia = async () => { names = now; return new MediaStream(); };
    };
    const list = devices => devices.map(({ id }) => id).join(' ');
    window.watch = manager => {
        const seen = manager.seen = [];
        for (const event of ['videoDevicesUpdated', 'audioDevicesUpdated']) {
            manager.on(event, ({ added, removed }) => seen.push(`${event} +${list(added)} -${list(removed)}`));
        }
        for (const event of ['selectedMicrophoneChanged', 'selectedSpeakerChanged']) {
            manager.on(event, () => seen.push(`${event} ${manager[event.slice(0, -7)].id}`));
        }
    };";

/// A `DeviceManager` in a browser that names these devices.
async fn manager(names: &str) -> JsValue {
    app(&[FAKE, "plug(", names, ");"].concat(), []);
    let manager = DeviceManager::create(Rc::default());
    settle().await;
    app("watch(manager)", [("manager", &manager)]);
    manager
}

/// What it has told since this was asked last.
fn seen(manager: &JsValue) -> String {
    json(&app("return manager.seen.splice(0)", [("manager", manager)]))
}

fn restore() {
    app("delete navigator.mediaDevices.enumerateDevices; delete navigator.mediaDevices.getUserMedia", []);
}

#[wasm_bindgen_test]
async fn devices_that_come_and_go_are_told_once() {
    let manager = manager("'c1', 'm1', 's1'").await;
    app("plug('c1', 'c2', 'm1', 's1')", []);
    settle().await;
    assert_eq!(seen(&manager), "[\"videoDevicesUpdated +c2 -\"]");
    app("plug('c2', 'm1', 's1', 's2'); plug('c2', 'm1', 's1', 's2')", []);
    settle().await;
    assert_eq!(seen(&manager), "[\"videoDevicesUpdated + -c1\",\"audioDevicesUpdated +s2 -\"]");
    let cameras = app_async("return manager.getCameras()", [("manager", &manager)]).await;
    assert_eq!(json(&cameras), "[{\"id\":\"c2\",\"name\":\"C2\",\"deviceType\":\"Unknown\"}]");
    restore();
}

#[wasm_bindgen_test]
async fn granting_tells_of_all_devices_and_what_was_granted_before_of_none() {
    let manager = manager("").await;
    app("grant('c1', 'm1', 's1')", []);
    let ask = "return manager.askDevicePermission({ audio: true, video: true })";
    let allowed = app_async(ask, [("manager", &manager)]).await;
    assert_eq!(json(&allowed), "{\"audio\":true,\"video\":true}");
    let selected = "\"selectedMicrophoneChanged m1\",\"selectedSpeakerChanged s1\"";
    let updated = "\"videoDevicesUpdated +c1 -\",\"audioDevicesUpdated +m1 s1 -\"";
    assert_eq!(seen(&manager), format!("[{selected},{updated}]"));
    app("grant('c1', 'm1', 's1')", []);
    app_async(ask, [("manager", &manager)]).await;
    assert_eq!(seen(&manager), "[]");
    restore();
}

#[wasm_bindgen_test]
async fn a_chosen_microphone_that_is_unplugged_gives_way_to_the_systems() {
    let manager = manager("'m1', 'm2', 's1'").await;
    let select = "await manager.selectMicrophone({ id: 'm2' }); return manager.selectedMicrophone.id";
    assert_eq!(app_async(select, [("manager", &manager)]).await, JsValue::from("m2"));
    assert_eq!(seen(&manager), "[\"selectedMicrophoneChanged m2\"]");
    app("plug('m1', 's1')", []);
    settle().await;
    assert_eq!(seen(&manager), "[\"selectedMicrophoneChanged m1\",\"audioDevicesUpdated + -m2\"]");
    restore();
}

#[wasm_bindgen_test]
async fn only_a_device_that_is_there_can_be_chosen() {
    let manager = manager("'m1', 's1', 'c1'").await;
    for what in
        ["selectMicrophone({ id: 'm2' })", "selectMicrophone({ id: 's1' })", "selectSpeaker(undefined)"]
    {
        let code = ["return manager.", what, ".then(() => 'no error', error => error.code)"].concat();
        assert_eq!(app_async(&code, [("manager", &manager)]).await, JsValue::from(400), "{what}");
    }
    let selected = app("return manager.selectedMicrophone.id", [("manager", &manager)]);
    assert_eq!(selected, JsValue::from("m1"));
    assert_eq!(seen(&manager), "[]");
    restore();
}

/// Lets every device open after a moment, and keeps its tracks in `opened`.
const OPENING: &str = "
    window.opened = [];
    navigator.mediaDevices.getUserMedia = async ({ video }) => {
        await new Promise(done => setTimeout(done, 10));
        const canvas = document.createElement('canvas');
        canvas.getContext('2d');
        const stream = video ? canvas.captureStream() : new AudioContext().createMediaStreamDestination().stream;
        opened.push(...stream.getTracks());
        return stream;
    };";

#[wasm_bindgen_test]
async fn devices_are_opened_ahead_for_a_while_or_until_it_is_taken_back() {
    let manager = manager("'c1', 'm1'").await;
    app(OPENING, []);
    let live = app_async(
        "const live = () => opened.filter(track => track.readyState === 'live').length;
         const both = { audio: { preheat: true }, video: { preheat: true, timeoutInSec: 0.2 } };
         const seen = [];
         await manager.startPreheatDevices(both);
         seen.push(live());
         await new Promise(done => setTimeout(done, 300));
         seen.push(live());
         manager.stopPreheatDevices({ audio: true });
         seen.push(live());
         const starting = manager.startPreheatDevices(both);
         manager.stopPreheatDevices({ audio: true, video: true });
         await starting;
         seen.push(live());
         await manager.startPreheatDevices();
         return [...seen, live(), opened.length];",
        [("manager", &manager)],
    )
    .await;
    restore();
    assert_eq!(json(&live), "[2,1,0,0,0,2]");
}
