use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use offhook_protocol::{Frame, Hello, ServerMessage, Timestamp};
use offhook_switchboard::{CloseReason, ConnectionId, Fresh, Identity, Input, Output, Switchboard};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until};
use tracing::warn;

use super::threads::{Wishes, fulfil};
use crate::clock::Clock;
use crate::metrics::Snapshot;
use crate::storage::Chats;

/// Inputs that wait for the switchboard; who sends more waits too.
const INBOX: usize = 1024;

/// What a connection has to write waits here. Other queues have room for some messages from their start, this one has not.
type Queue = futures_channel::mpsc::Sender<Outgoing>;

/// What a connection has to write.
#[derive(Debug)]
pub(super) enum Outgoing {
    /// In a box, as a queue has room for one even while it is empty.
    Frame(Box<Frame<ServerMessage>>),
    Close(u16),
}

/// What connections tell the hub.
enum Event {
    SignedIn {
        connection: ConnectionId,
        outgoing: Queue,
        input: Input,
    },
    Input(ConnectionId, Input),
    /// A chat was looked up.
    Thread(Input),
    Look(oneshot::Sender<Snapshot>),
}

/// How connections reach the hub.
#[derive(Clone)]
pub(crate) struct HubHandle {
    inbox: mpsc::Sender<Event>,
    connections: Arc<AtomicU64>,
    calls: watch::Receiver<usize>,
}

impl HubHandle {
    pub(super) fn new_connection(&self) -> ConnectionId {
        ConnectionId(self.connections.fetch_add(1, Ordering::Relaxed))
    }

    /// A connection whose token was verified. What it has to write from now on comes out of the returned queue, which
    /// ends when the client was too slow to read.
    pub(super) async fn sign_in(
        &self,
        connection: ConnectionId,
        queue: usize,
        identity: Identity,
        (hello, ack): (Hello, u64),
    ) -> futures_channel::mpsc::Receiver<Outgoing> {
        let (outgoing, written) = futures_channel::mpsc::channel(queue);
        let input = Input::Hello { connection, identity, hello, ack };
        self.tell(Event::SignedIn { connection, outgoing, input }).await;
        written
    }

    pub(super) fn input(&self, connection: ConnectionId, input: Input) -> impl Future<Output = ()> {
        self.tell(Event::Input(connection, input))
    }

    /// What the switchboard knows now; `None` if it is gone.
    pub(crate) async fn look(&self) -> Option<Snapshot> {
        let (sender, seen) = oneshot::channel();
        self.tell(Event::Look(sender)).await;
        seen.await.ok()
    }

    /// Waits until no call is left.
    pub(crate) async fn no_calls(&self) {
        // An error is a hub that has ended, and its calls with it.
        drop(self.calls.clone().wait_for(|calls| *calls == 0).await);
    }

    /// Mostly there is room at once. Only who waits for it takes the memory to do so, and not every connection always.
    fn tell(&self, event: Event) -> impl Future<Output = ()> {
        let wait = match self.inbox.try_send(event) {
            Err(TrySendError::Full(event)) => Some(Box::pin(self.inbox.send(event))),
            // The hub only ends with the server, which then closes the connections.
            Ok(()) | Err(TrySendError::Closed(_)) => None,
        };
        async {
            if let Some(wait) = wait {
                drop(wait.await);
            }
        }
    }
}

/// The task that owns the switchboard.
pub(crate) struct Hub {
    switchboard: Switchboard,
    clock: Clock,
    inbox: mpsc::Receiver<Event>,
    outgoing: HashMap<ConnectionId, Queue>,
    /// What came up while outputs were drained, for the switchboard once that is done.
    next: VecDeque<Input>,
    calls: watch::Sender<usize>,
    wishes: Wishes,
}

impl Hub {
    pub(crate) fn new(switchboard: Switchboard, chats: Chats) -> (HubHandle, Hub) {
        let (sender, inbox) = mpsc::channel(INBOX);
        let (calls, calls_seen) = watch::channel(0);
        let (wishes, wished) = Wishes::new();
        tokio::spawn(fulfil(chats, wished, answer_to(sender.downgrade())));
        let hub = Hub {
            switchboard,
            clock: Clock::start(),
            inbox,
            outgoing: HashMap::new(),
            next: VecDeque::new(),
            calls,
            wishes,
        };
        (HubHandle { inbox: sender, connections: Arc::default(), calls: calls_seen }, hub)
    }

    /// Runs until nobody can tell it anything any more.
    pub(crate) async fn run(mut self) {
        let mut wake_up = None;
        loop {
            let input = tokio::select! {
                event = self.inbox.recv() => match event {
                    Some(event) => self.take(event),
                    None => return,
                },
                () = sleep_until(wake_up.unwrap_or_else(Instant::now)), if wake_up.is_some() => Some(Input::Timeout),
            };
            if let Some(input) = input {
                wake_up = self.drive(input).map(|at| self.clock.instant(at));
            }
        }
    }

    /// The input for the switchboard, if the connection was not given up already.
    fn take(&mut self, event: Event) -> Option<Input> {
        match event {
            Event::SignedIn { connection, outgoing, input } => {
                self.outgoing.insert(connection, outgoing);
                Some(input)
            }
            Event::Input(connection, input @ Input::Closed { .. }) => {
                self.outgoing.remove(&connection).map(|_| input)
            }
            Event::Thread(input) => Some(input),
            Event::Look(answer) => {
                // Who asked may have given up.
                drop(answer.send(Snapshot::of(&self.switchboard)));
                None
            }
            Event::Input(connection, input) => self.outgoing.contains_key(&connection).then_some(input),
        }
    }

    /// Mutates, then drains until it is quiet; then mutates again with what the draining brought up.
    fn drive(&mut self, input: Input) -> Option<Timestamp> {
        let mut next = Some(input);
        let mut wake_up = None;
        while let Some(input) = next {
            self.switchboard.handle_input(self.clock.now(), Fresh(rand::random()), input);
            wake_up = self.drain();
            next = self.next.pop_front();
        }
        let calls = self.switchboard.calls().len();
        self.calls.send_if_modified(|known| std::mem::replace(known, calls) != calls);
        wake_up
    }

    fn drain(&mut self) -> Option<Timestamp> {
        loop {
            match self.switchboard.poll_output() {
                Output::Send(connection, frame) => self.queue(connection, Outgoing::Frame(Box::new(frame))),
                Output::Close(connection, CloseReason(code)) => self.queue(connection, Outgoing::Close(code)),
                Output::FindThread { call, thread } => self.next.extend(self.wishes.find(call, thread)),
                Output::CreateThread { thread, tenant, members } => {
                    self.wishes.create(thread, tenant, members);
                }
                Output::Timeout(at) => return at,
            }
        }
    }

    fn queue(&mut self, connection: ConnectionId, outgoing: Outgoing) {
        let Some(queue) = self.outgoing.get_mut(&connection) else { return };
        if queue.try_send(outgoing).is_err_and(|error| error.is_full()) {
            warn!(connection = connection.0, "given up, as the client does not read what it is sent");
            self.outgoing.remove(&connection);
            self.next.push_back(Input::Closed { connection });
        }
    }
}

/// What looks chats up does not keep the hub.
fn answer_to(
    inbox: mpsc::WeakSender<Event>,
) -> impl Fn(Input) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
    move |input| {
        let inbox = inbox.upgrade();
        Box::pin(async move {
            if let Some(inbox) = inbox {
                drop(inbox.send(Event::Thread(input)).await);
            }
        })
    }
}
