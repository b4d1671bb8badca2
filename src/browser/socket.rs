use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use offhook_core::{ClientFrame, SocketEvent};
use offhook_protocol::close;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};

use super::Sink;
use super::codec;

/// One WebSocket. Dropping it closes it; nothing is reported of it afterwards.
pub(crate) struct Socket {
    connection: Connection,
    close_code: u16,
}

enum Connection {
    Made {
        socket: WebSocket,
        _listeners: [EventListener; 3],
    },
    /// The constructor threw, which is reported a moment later.
    Refused {
        _report: Timeout,
    },
}

impl Socket {
    /// Opens one. Of a URL that the browser refuses to try, what is reported is a lost connection.
    pub(crate) fn open(url: &str, protocol: &str, on_event: Sink<SocketEvent>) -> Socket {
        let connection = match WebSocket::new_with_str(url, protocol) {
            Ok(socket) => Connection::Made { _listeners: listen(&socket, &on_event), socket },
            Err(_) => {
                let report = move || on_event(SocketEvent::Closed { code: close::LOST });
                Connection::Refused { _report: Timeout::new(0, report) }
            }
        };
        Socket { connection, close_code: close::NORMAL }
    }

    /// Sends a frame. What cannot be sent any more is dropped: the close that is about to be reported says so.
    pub(crate) fn send(&self, frame: &ClientFrame) {
        if let (Connection::Made { socket, .. }, Some(text)) = (&self.connection, codec::encode(frame)) {
            let _ = socket.send_with_str(&text);
        }
    }

    /// Whether it takes nothing more, though its close may not have been reported yet.
    pub(crate) fn is_closing(&self) -> bool {
        match &self.connection {
            Connection::Made { socket, .. } => socket.ready_state() >= WebSocket::CLOSING,
            Connection::Refused { .. } => true,
        }
    }

    /// Closes it with a code that a page may use: 1000, or 4000 and more.
    pub(crate) fn close(mut self, code: u16) {
        self.close_code = code;
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if let Connection::Made { socket, .. } = &self.connection {
            close_quietly(socket, self.close_code);
        }
    }
}

fn listen(socket: &WebSocket, on_event: &Sink<SocketEvent>) -> [EventListener; 3] {
    let report = |name, read: fn(&Event) -> SocketEvent| {
        let on_event = on_event.clone();
        EventListener::new(socket, name, move |event| on_event(read(event)))
    };
    // Nothing listens to `error`, as `close` always follows it and says as much.
    [report("open", |_| SocketEvent::Opened), report("message", received), report("close", closed)]
}

fn received(event: &Event) -> SocketEvent {
    let text = event.unchecked_ref::<MessageEvent>().data().as_string();
    match text.and_then(|text| codec::decode(&text)) {
        Some(frame) => SocketEvent::Frame(Box::new(frame)),
        None => SocketEvent::Malformed,
    }
}

fn closed(event: &Event) -> SocketEvent {
    SocketEvent::Closed { code: event.unchecked_ref::<CloseEvent>().code() }
}

/// A browser writes an error to the console when a socket is closed while it is still being opened, so that waits until
/// it is open; where it never opens, there is nothing to close. But one that is stuck holds up all that follow, as browsers
/// open one at a time to a server (RFC 6455 section 4.1).
fn close_quietly(socket: &WebSocket, code: u16) {
    if socket.ready_state() != WebSocket::CONNECTING || code == close::TIMED_OUT {
        let _ = socket.close_with_code(code);
        return;
    }
    // Were the socket held in here, neither would ever be freed.
    let close = Closure::once_into_js(move |event: Event| {
        if let Some(opened) = event.target() {
            let _ = opened.unchecked_into::<WebSocket>().close_with_code(code);
        }
    });
    socket.set_onopen(Some(close.unchecked_ref()));
}
