//! What happens to the page as a whole.

use gloo::events::EventListener;
use offhook_core::{ClientFrame, Input};

use super::{Sink, codec};

/// An input is made when it is needed: to keep one and clone it would be 1 kB of WebAssembly.
type MakeInput = fn() -> Input;

/// Reports the page and its network until it is dropped.
pub(crate) struct PageListeners {
    _listeners: Vec<EventListener>,
}

impl PageListeners {
    /// Listens to the window.
    pub(crate) fn new(on_input: &Sink<Input>) -> PageListeners {
        // `pagehide`, as phones do not fire `beforeunload`, and a page that listens to `unload` is never cached.
        let inputs: [(_, MakeInput); 4] = [
            ("beforeunload", || Input::PageLeaving),
            ("pagehide", || Input::PageHide),
            ("online", || Input::Network { online: true }),
            ("offline", || Input::Network { online: false }),
        ];
        let Some(window) = web_sys::window() else { return PageListeners { _listeners: Vec::new() } };
        let listen = |(name, input): (&'static str, MakeInput)| {
            let on_input = on_input.clone();
            EventListener::new(&window, name, move |_| on_input(input()))
        };
        PageListeners { _listeners: inputs.into_iter().map(listen).collect() }
    }
}

/// Says something without the WebSocket that has this URL, by a request that outlives the page (W3C Beacon section 3.1).
pub(crate) fn say_farewell(signaling: &str, frames: &[ClientFrame]) {
    let mut lines = String::new();
    for frame in frames.iter().filter_map(codec::encode) {
        lines.push_str(&frame);
        lines.push('\n');
    }
    // `ws:` and `http:` are the same host and port, and so are `wss:` and `https:` (RFC 6455 section 3).
    if let (Some(window), Some(rest)) = (web_sys::window(), signaling.strip_prefix("ws")) {
        let url = String::from("http") + rest;
        let _ = window.navigator().send_beacon_with_opt_str(&url, Some(&lines));
    }
}
