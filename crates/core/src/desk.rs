use offhook_protocol::{ApiError, ClientMessage, Timestamp};

use crate::event::{Event, RemoteStreamId};
use crate::input::RequestId;
use crate::media::{CaptureId, MediaCommand, MediaPeerId};
use crate::output::{ApiValue, Output};
use crate::session::Session;

/// What a client's calls share: the time of the input that is handled, the way to the server, and where outputs go.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) now: Timestamp,
    pub(crate) session: Session,
    pub(crate) out: Outputs,
    pub(crate) numbers: Numbers,
}

impl Desk {
    /// One on which nothing lies yet.
    pub(crate) fn new() -> Desk {
        Desk {
            now: Timestamp::default(),
            session: Session::new(),
            out: Outputs::default(),
            numbers: Numbers::default(),
        }
    }

    /// Sends a request; its number.
    pub(crate) fn request(&mut self, message: ClientMessage) -> u64 {
        self.session.request(&mut self.out, message)
    }

    pub(crate) fn media(&mut self, command: MediaCommand) {
        self.out.push(Output::Media(command));
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.out.push(Output::Event(event));
    }

    pub(crate) fn done(&mut self, request: RequestId, result: Result<(), ApiError>) {
        self.out.done(request, result);
    }
}

/// What the shell will poll. There are few at a time, so they stand in a list.
#[derive(Debug, Default)]
pub(crate) struct Outputs(Vec<Output>);

impl Outputs {
    pub(crate) fn push(&mut self, output: Output) {
        self.0.push(output);
    }

    pub(crate) fn pop(&mut self) -> Option<Output> {
        if self.0.is_empty() { None } else { Some(self.0.remove(0)) }
    }

    pub(crate) fn done(&mut self, request: RequestId, result: Result<(), ApiError>) {
        self.push(Output::Done(request, result.map(|()| ApiValue::Nothing)));
    }
}

/// Counters of what this client numbers.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    captures: u32,
    peers: u32,
    streams: u32,
}

impl Numbers {
    pub(crate) fn capture(&mut self) -> CaptureId {
        self.captures += 1;
        CaptureId(self.captures)
    }

    pub(crate) fn peer(&mut self) -> MediaPeerId {
        self.peers += 1;
        MediaPeerId(self.peers)
    }

    pub(crate) fn stream(&mut self) -> RemoteStreamId {
        self.streams += 1;
        RemoteStreamId(self.streams)
    }
}
