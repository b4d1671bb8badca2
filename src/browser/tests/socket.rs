use offhook_core::SocketEvent;
use offhook_protocol::{Frame, SUBPROTOCOL, close};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Log, script, sleep, until};
use crate::browser::Socket;

const LOST: SocketEvent = SocketEvent::Closed { code: close::LOST };

/// Port 9 is closed to browsers, whatever listens there (Fetch standard section 2.9).
const NOBODY: &str = "ws://127.0.0.1:9/";

#[wasm_bindgen_test]
async fn a_url_that_the_browser_refuses_is_a_lost_connection() {
    for url in ["", "mailto:x", "ws://[", NOBODY] {
        let log = Log::new();
        let _socket = Socket::open(url, SUBPROTOCOL, log.sink());
        assert_eq!(log.all(), [], "{url}: not from within");
        until("the loss", || log.all() == [LOST]).await;
    }
}

#[wasm_bindgen_test]
async fn nothing_is_reported_once_it_is_closed() {
    for url in ["mailto:x", NOBODY] {
        let log = Log::new();
        Socket::open(url, SUBPROTOCOL, log.sink()).close(close::NORMAL);
        sleep(200).await;
        assert_eq!(log.all(), [], "{url}");
    }
}

/// Stands in for the browser's class until it is dropped; `sockets` are those that were made meanwhile.
struct FakeWebSocket;

impl FakeWebSocket {
    fn install() -> FakeWebSocket {
        script(
            "window.realWebSocket = WebSocket; window.sockets = [];
             window.WebSocket = class extends EventTarget {
                 static CONNECTING = 0;
                 constructor(url, protocol) {
                     super();
                     Object.assign(this, { url, protocol, readyState: 0, sent: [], closed: [] });
                     sockets.push(this);
                 }
                 send(text) { this.sent.push(text); }
                 close(code) { this.closed.push(code); this.readyState = 2; }
                 fire(type, init) {
                     if (type === 'open') this.readyState = 1;
                     const event = type === 'message' ? new MessageEvent(type, init)
                         : type === 'close' ? new CloseEvent(type, init) : new Event(type);
                     this.dispatchEvent(event);
                     this['on' + type]?.(event);
                 }
             };",
        );
        FakeWebSocket
    }
}

impl Drop for FakeWebSocket {
    fn drop(&mut self) {
        script("window.WebSocket = window.realWebSocket;");
    }
}

#[wasm_bindgen_test]
fn frames_go_both_ways() {
    let _fake = FakeWebSocket::install();
    let log = Log::new();
    let socket = Socket::open("ws://example", SUBPROTOCOL, log.sink());
    script(
        "const [socket] = sockets;
         socket.fire('open');
         socket.fire('message', { data: '{\"seq\":1,\"message\":{\"pong\":{\"last\":2}}}' });
         socket.fire('message', { data: 'hello' });
         socket.fire('message', { data: new Blob(['{}']) });
         socket.fire('close', { code: 4401 });",
    );
    let pong = Frame { seq: 1, ack: 0, message: Some(offhook_protocol::ServerMessage::Pong { last: 2 }) };
    let expected = [
        SocketEvent::Opened,
        SocketEvent::Frame(Box::new(pong)),
        SocketEvent::Malformed,
        SocketEvent::Malformed,
        SocketEvent::Closed { code: close::UNAUTHORIZED },
    ];
    assert_eq!(log.all(), expected);
    socket.send(&Frame { seq: 3, ack: 0, message: None });
    assert_eq!(script("return sockets[0].sent.join()").as_string().as_deref(), Some(r#"{"seq":3}"#));
}

#[wasm_bindgen_test]
fn it_is_closed_with_the_code() {
    let _fake = FakeWebSocket::install();
    let log = Log::<SocketEvent>::new();
    let socket = Socket::open("ws://example", SUBPROTOCOL, log.sink());
    script("sockets[0].fire('open')");
    socket.close(4400);
    drop(Socket::open("ws://example", SUBPROTOCOL, log.sink()));
    script(
        "sockets[0].fire('message', { data: '{}' }); sockets[1].fire('open'); sockets[1].fire('close', {})",
    );
    assert_eq!(script("return sockets[0].closed.join()").as_string().as_deref(), Some("4400"));
    assert_eq!(
        script("return sockets[1].closed.join()").as_string().as_deref(),
        Some("1000"),
        "once it was open"
    );
    assert_eq!(log.all(), [SocketEvent::Opened], "nothing after that");
}
