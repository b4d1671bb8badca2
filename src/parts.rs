//! What a runtime works with, and lets go of when its agent is over.

use std::rc::Rc;

use offhook_core::{CaptureSource, ConnectionId, Input, SocketCommand};
use offhook_protocol::SUBPROTOCOL;
use wasm_bindgen::JsValue;

use crate::api::local_stream;
use crate::browser::{Devices, Media, PageListeners, Sink, Socket, Timer};
use crate::runtime::Runtime;

pub(crate) struct Parts {
    /// The app's, which makes tokens.
    pub(crate) credential: JsValue,
    /// The URL that the last token named.
    pub(crate) signaling: String,
    pub(crate) timer: Timer,
    pub(crate) media: Media,
    pub(crate) devices: Rc<Devices>,
    socket: Option<(ConnectionId, Socket)>,
    _page: PageListeners,
    _sources: Sink<CaptureSource>,
}

impl Parts {
    pub(crate) fn new(runtime: &Rc<Runtime>, credential: JsValue, devices: Rc<Devices>) -> Parts {
        let on_time = runtime.sink(|()| Input::Timeout);
        let sources = runtime.sink(Input::SourceChanged);
        let page = Rc::downgrade(runtime);
        let on_page: Sink<Input> = Rc::new(move |input| {
            if let Some(runtime) = page.upgrade() {
                runtime.page_input(input);
            }
        });
        local_stream::sources().watchers.add(&sources);
        Parts {
            credential,
            signaling: String::new(),
            timer: Timer::new(Rc::new(move || on_time(()))),
            media: Media::new(runtime.sink(Input::Media), devices.clone(), local_stream::sources()),
            devices,
            socket: None,
            _page: PageListeners::new(&on_page),
            _sources: sources,
        }
    }

    /// What is said to a connection that is no longer the current one is dropped.
    pub(crate) fn command_socket(&mut self, runtime: &Rc<Runtime>, id: ConnectionId, command: SocketCommand) {
        if let SocketCommand::Open = command {
            let on_event = runtime.sink(move |event| Input::Socket(id, event));
            self.socket = Some((id, Socket::open(&self.signaling, SUBPROTOCOL, on_event)));
            return;
        }
        match (self.socket.take_if(|(current, _)| *current == id), command) {
            (Some((_, socket)), SocketCommand::Close { code }) => socket.close(code),
            (Some((_, socket)), SocketCommand::Send(frame)) => {
                socket.send(&frame);
                self.socket = Some((id, socket));
            }
            _ => {}
        }
    }

    /// The connection, if it takes nothing more.
    pub(crate) fn closing_connection(&self) -> Option<ConnectionId> {
        self.socket.as_ref().filter(|(_, socket)| socket.is_closing()).map(|(id, _)| *id)
    }
}
