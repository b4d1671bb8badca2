//! The only loop: an input goes into the core, what the core says is done at once, and what an app shall see is queued.
//!
//! No JS of an app runs in between. The queue is dispatched in microtasks, one item in each: an event first changes the
//! mirror and then calls the listeners, and an event comes before the promise of the method that caused it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use offhook_core::{
    AgentKind, ApiCall, ApiValue, CallMethod, Client, Event, Input, MediaPeerId, Output, RemoteStreamId,
    RequestId, SocketEvent,
};
use offhook_protocol::{ApiError, LegId, RawId, Slot, close};
use wasm_bindgen::JsValue;
use web_sys::MediaStream;

use crate::browser::{self, Devices, Sink, say_farewell, spawn};
use crate::errors;
use crate::logger::{Level, log};
use crate::parts::Parts;
use crate::promises::{Answer, Promises, rejected};
use crate::queue::Queue;
use crate::registry::Registry;
use crate::{dead, events, identities, token};

/// One agent: the core, and what it works with.
pub(crate) struct Runtime {
    /// Whose agent it is.
    pub(crate) kind: AgentKind,
    client: RefCell<Client>,
    /// Nothing, once the agent is over.
    parts: RefCell<Option<Parts>>,
    inputs: Queue<Input>,
    draining: Cell<bool>,
    queue: Queue<Item>,
    scheduled: Cell<bool>,
    last_request: Cell<u32>,
    /// The request whose caller waits for its end, and why it failed, if it did.
    awaited: RefCell<Option<(RequestId, Option<ApiError>)>>,
    user: RefCell<Option<RawId>>,
    agent: RefCell<JsValue>,
    promises: Promises,
    pub(crate) registry: Registry,
}

/// What is queued for an app.
enum Item {
    Event(Event),
    Done(RequestId, Result<ApiValue, ApiError>),
}

impl Runtime {
    /// An agent that does nothing yet.
    pub(crate) fn new(kind: AgentKind, credential: JsValue, devices: Rc<Devices>) -> Rc<Runtime> {
        let runtime = Rc::new(Runtime {
            kind,
            client: RefCell::new(Client::new(kind)),
            parts: RefCell::default(),
            inputs: Queue::default(),
            draining: Cell::default(),
            queue: Queue::default(),
            scheduled: Cell::default(),
            last_request: Cell::default(),
            awaited: RefCell::default(),
            user: RefCell::default(),
            agent: RefCell::default(),
            promises: Promises::default(),
            registry: Registry::default(),
        });
        runtime.parts.replace(Some(Parts::new(&runtime, credential, devices)));
        runtime
    }

    /// Says what the agent's object is.
    pub(crate) fn set_agent(&self, agent: JsValue) {
        self.agent.replace(agent);
    }

    /// The agent's object.
    pub(crate) fn agent(&self) -> JsValue {
        self.agent.borrow().clone()
    }

    /// Whether the agent was disposed, or never came to be.
    pub(crate) fn is_over(&self) -> bool {
        self.parts(|_| ()).is_none()
    }

    /// A method whose result is a promise.
    pub(crate) fn request(self: &Rc<Self>, call: ApiCall, answer: Answer) -> Promise {
        if let Err(error) = dead::check() {
            return Promise::reject(&error);
        }
        if self.is_over() {
            return after_the_end(&call);
        }
        let (request, promise) = self.expect(answer);
        self.input(Input::Api(request, call));
        promise
    }

    /// A promise that the end of a request settles.
    pub(crate) fn expect(&self, answer: Answer) -> (RequestId, Promise) {
        let request = self.next_request();
        (request, self.promises.add(request, answer))
    }

    /// A method that is done when it returns.
    pub(crate) fn request_now(self: &Rc<Self>, call: ApiCall) -> Result<(), JsValue> {
        dead::check()?;
        if self.is_over() {
            return Err(errors::to_js(&ApiError::AGENT_DISPOSED));
        }
        let request = self.next_request();
        self.awaited.replace(Some((request, None)));
        self.input(Input::Api(request, call));
        match self.awaited.take() {
            Some((_, Some(error))) => Err(errors::to_js(&error)),
            _ => Ok(()),
        }
    }

    /// Something happened. Inputs that come while one is worked on wait for it.
    pub(crate) fn input(self: &Rc<Self>, input: Input) {
        if dead::is_dead() || self.is_over() {
            return;
        }
        self.inputs.push(input);
        if self.draining.replace(true) {
            return;
        }
        while let Some(input) = self.inputs.pop() {
            self.client.borrow_mut().handle_input(browser::now(), input);
            self.drain();
        }
        self.draining.set(false);
    }

    /// Something happened to the page. A browser that closes a page's connections tells it so when it has time, maybe after
    /// `pagehide`; the core has to know before, as it says goodbye by another way then.
    pub(crate) fn page_input(self: &Rc<Self>, input: Input) {
        let closing = self.parts(Parts::closing_connection).flatten();
        if let Some(connection) = closing {
            self.input(Input::Socket(connection, SocketEvent::Closed { code: close::LOST }));
        }
        self.input(input);
    }

    /// Reports of one kind as inputs. What reports does not keep the agent.
    pub(crate) fn sink<T: 'static>(self: &Rc<Self>, input: impl Fn(T) -> Input + 'static) -> Sink<T> {
        let runtime = Rc::downgrade(self);
        Rc::new(move |happened| {
            if let Some(runtime) = runtime.upgrade() {
                runtime.input(input(happened));
            }
        })
    }

    /// What comes in on a slot of a peer.
    pub(crate) fn remote_stream(&self, peer: MediaPeerId, slot: Slot) -> Option<MediaStream> {
        self.parts(|parts| parts.media.remote_stream(peer, slot)).flatten()
    }

    /// How loud it is, from 0 to 1.
    pub(crate) fn remote_level(&self, peer: MediaPeerId, slot: Slot) -> f64 {
        self.parts(|parts| parts.media.remote_level(peer, slot)).unwrap_or_default()
    }

    /// Which devices were chosen for this agent.
    pub(crate) fn devices(&self) -> Option<Rc<Devices>> {
        self.parts(|parts| parts.devices.clone())
    }

    /// The peers that a call's media goes over, each with the camera and the screen that come in on it. Asked of the core when it is
    /// wanted, as it is the only one that knows which peer is whose: an event for each change would tell nobody anything
    /// most of the time.
    pub(crate) fn live_peers(&self, leg: &LegId) -> Vec<(MediaPeerId, [Option<RemoteStreamId>; 2])> {
        self.client.borrow().live_peers(leg)
    }

    /// This page as others see it: `participantId` of `endpointDetails`.
    pub(crate) fn endpoint(&self) -> Option<String> {
        self.client.borrow().endpoint().map(|endpoint| endpoint.0.clone())
    }

    /// What the browser counts of a peer now, and the media section of its screen.
    pub(crate) fn stats(&self, peer: MediaPeerId) -> Option<(Promise, Option<String>)> {
        let peer = self.parts(|parts| parts.media.peer(peer)).flatten()?;
        Some((peer.report(), peer.section(Slot::Screen)))
    }

    fn next_request(&self) -> RequestId {
        let request = self.last_request.get() + 1;
        self.last_request.set(request);
        RequestId(request)
    }

    fn drain(self: &Rc<Self>) {
        loop {
            let output = self.client.borrow_mut().poll_output();
            let quiet = matches!(output, Output::Timeout(_));
            self.perform(output);
            if quiet {
                return;
            }
        }
    }

    /// Does what the core says.
    pub(crate) fn perform(self: &Rc<Self>, output: Output) {
        match output {
            Output::FetchToken => self.fetch_token(),
            Output::Farewell(frames) => self.with_parts(|parts| say_farewell(&parts.signaling, &frames)),
            Output::Socket(connection, command) => {
                self.with_parts(|parts| parts.command_socket(self, connection, command));
            }
            Output::Media(command) => self.with_parts(|parts| parts.media.execute(command)),
            Output::Event(event) => {
                events::prepare(self, &event);
                self.enqueue(Item::Event(event));
            }
            Output::Done(request, result) => self.done(request, result),
            Output::Timeout(at) => self.with_parts(|parts| parts.timer.arm(at)),
        }
    }

    fn parts<T>(&self, look: impl FnOnce(&Parts) -> T) -> Option<T> {
        self.parts.borrow().as_ref().map(look)
    }

    fn with_parts(&self, work: impl FnOnce(&mut Parts)) {
        if let Some(parts) = &mut *self.parts.borrow_mut() {
            work(parts);
        }
    }

    /// The credential is the app's own code, so it is asked in a microtask.
    fn fetch_token(self: &Rc<Self>) {
        let Some(credential) = self.parts(|parts| parts.credential.clone()) else { return };
        let runtime = self.clone();
        spawn(async move {
            let claims = token::fetch(credential).await;
            let token = claims.and_then(|claims| {
                runtime.claim(&claims.token.user)?;
                runtime.with_parts(|parts| parts.signaling = claims.signaling);
                Ok(claims.token)
            });
            runtime.input(Input::Token(token));
        });
    }

    /// A user has one agent in a page.
    fn claim(&self, user: &RawId) -> Result<(), ApiError> {
        let mut claimed = self.user.borrow_mut();
        if claimed.is_none() {
            if !identities::claim(user) {
                return Err(errors::agent_exists(self.kind));
            }
            *claimed = Some(user.clone());
        }
        Ok(())
    }

    fn done(self: &Rc<Self>, request: RequestId, result: Result<ApiValue, ApiError>) {
        if let Some((awaited, failed)) = &mut *self.awaited.borrow_mut()
            && *awaited == request
        {
            *failed = result.err();
            return;
        }
        self.enqueue(Item::Done(request, result));
    }

    fn enqueue(self: &Rc<Self>, item: Item) {
        self.queue.push(item);
        self.schedule();
    }

    fn schedule(self: &Rc<Self>) {
        if self.scheduled.replace(true) {
            return;
        }
        let runtime = self.clone();
        spawn(async move {
            runtime.scheduled.set(false);
            runtime.dispatch();
        });
    }

    /// Shows the first item of the queue, and leaves the others to microtasks of their own, so that who waits for a
    /// promise goes on before anything later is shown.
    fn dispatch(self: &Rc<Self>) {
        if dead::is_dead() {
            return;
        }
        let Some(item) = self.queue.pop() else { return };
        match item {
            Item::Event(event) => events::show(self, &event),
            Item::Done(request, result) => self.settle(request, result),
        }
        if !self.queue.is_empty() {
            self.schedule();
        }
    }

    fn settle(self: &Rc<Self>, request: RequestId, result: Result<ApiValue, ApiError>) {
        let Some(pending) = self.promises.take(request) else { return };
        if let Err(error) = &result {
            log(Level::Warning, &["A request failed: ", &error.message]);
        }
        let over = match pending.answer {
            Answer::Agent => result.is_err(),
            Answer::Disposed => true,
            _ => false,
        };
        let value = result.and_then(|value| self.answer(&pending.answer, value));
        if over {
            self.finish();
        }
        pending.settle(value.map_err(|error| errors::to_js(&error)));
    }

    fn answer(&self, answer: &Answer, value: ApiValue) -> Result<JsValue, ApiError> {
        match (answer, value) {
            (Answer::Agent, _) => Ok(self.agent()),
            (Answer::Call(leg), _) => self.registry.call(leg).ok_or(ApiError::CALL_ENDED),
            (_, ApiValue::Text(text)) => Ok(text.into()),
            (_, ApiValue::Nothing) => Ok(JsValue::UNDEFINED),
        }
    }

    /// Lets go of everything. Objects that the app still holds keep their last state.
    fn finish(&self) {
        let Some(parts) = self.parts.take() else { return };
        drop(parts);
        if let Some(user) = self.user.take() {
            identities::release(&user);
        }
        self.inputs.clear();
        self.queue.clear();
        self.agent.take();
        self.registry.clear();
        self.promises.settle_all();
        log(Level::Info, &["The agent is disposed."]);
    }
}

/// What methods of objects say whose agent is over.
fn after_the_end(call: &ApiCall) -> Promise {
    match call {
        ApiCall::Dispose
        | ApiCall::OfCall { method: CallMethod::HangUp | CallMethod::EndForEveryone, .. } => {
            Promise::resolve(&JsValue::UNDEFINED)
        }
        _ => rejected(&ApiError::AGENT_DISPOSED),
    }
}
