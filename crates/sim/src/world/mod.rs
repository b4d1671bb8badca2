//! The world: pages, one server, the network between them and the browsers in them, all on one virtual clock.

mod apps;
mod drive;
mod intruders;
mod media;
mod pages;
mod storage;
mod weather;
mod wire;

use std::collections::BTreeMap;
use std::time::Duration;

use offhook_core::{CaptureId, MediaPeerId, Token};
use offhook_protocol::{ApiError, CallId, Candidate, ThreadId, Timestamp};
use offhook_switchboard::Config;

pub use media::Flow;
use storage::Storage;

use crate::browser::Browser;
use crate::law::Law;
use crate::mirror::Mirror;
use crate::network::{Arrival, Network, SocketId, Toward, Weather};
use crate::page::{Mind, Page, PageId, Tokens};
use crate::random::Random;
use crate::schedule::Schedule;
use crate::server::Server;
use crate::trace::Trace;

/// When a world begins, in milliseconds.
const DAWN: u64 = 20_000_000;

/// How a world is made.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Replays exactly.
    pub seed: u64,
    /// What the network does.
    pub weather: Weather,
    /// What the operator set.
    pub server: Config,
}

impl Settings {
    /// A world in which nothing goes wrong by itself.
    pub fn calm(seed: u64) -> Settings {
        Settings { seed, weather: Weather::calm(), server: Config::default() }
    }
}

/// Pages, a server, and all that is between them.
#[derive(Debug)]
pub struct World {
    now: Timestamp,
    random: Random,
    schedule: Schedule<Happening>,
    server: Server,
    network: Network,
    pages: BTreeMap<PageId, Page>,
    storage: Storage,
    /// Pages between which media does not pass, though both have a network.
    blocked: Vec<(PageId, PageId)>,
    law: Law,
    trace: Trace,
    violations: Vec<String>,
    last_page: u32,
    last_ufrag: u32,
    last_stream: u32,
}

/// What is going to happen.
#[derive(Debug)]
enum Happening {
    Arrives(SocketId, Toward, Arrival),
    /// The page's own end of the connection breaks.
    Breaks(SocketId, Toward),
    Token(PageId, Result<Token, ApiError>),
    /// The server's storage answers.
    Thread(CallId, ThreadId),
    Captures(PageId, CaptureId),
    /// The first operation on a peer's chain is done.
    Operates(PageId, MediaPeerId),
    Gathers(PageId, MediaPeerId, Candidate),
    Ice(PageId, MediaPeerId, u32),
    /// The browser looks at what arrives.
    Measures(PageId, MediaPeerId),
}

impl World {
    /// A world with a server and nobody in it.
    pub fn new(settings: Settings, trace: Trace) -> World {
        let mut random = Random::seeded(settings.seed);
        let network = Network::new(settings.weather, random.fork());
        World {
            // Some time after 1970, so that clocks may be behind it.
            now: Timestamp(DAWN),
            random,
            schedule: Schedule::new(),
            server: Server::new(settings.server),
            network,
            pages: BTreeMap::new(),
            storage: Storage::default(),
            blocked: Vec::new(),
            law: Law::default(),
            trace,
            violations: Vec::new(),
            last_page: 0,
            last_ufrag: 0,
            last_stream: 0,
        }
    }

    /// The virtual time.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// What happened so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// What happened so far, to be kept.
    pub fn take_trace(&mut self) -> Trace {
        std::mem::take(&mut self.trace)
    }

    /// The laws that were broken so far, in the order in which they were.
    pub fn violations(&self) -> &[String] {
        &self.violations
    }

    /// What the app of a page sees.
    pub fn mirror(&self, page: PageId) -> &Mirror {
        &self.page(page).mirror
    }

    /// What the server knows of calls.
    pub fn server_calls(&self) -> impl Iterator<Item = &offhook_switchboard::CallRecord> {
        self.server.switchboard.calls()
    }

    /// How many pages the server believes to be signed in.
    pub fn server_endpoints(&self) -> usize {
        self.server.switchboard.endpoints()
    }

    fn page(&self, id: PageId) -> &Page {
        self.pages.get(&id).expect("a page that was opened")
    }

    fn page_mut(&mut self, id: PageId) -> &mut Page {
        self.pages.get_mut(&id).expect("a page that was opened")
    }

    fn add_page(&mut self, user: &str, mind: Mind) -> PageId {
        self.last_page += 1;
        let id = PageId(self.last_page);
        let page = Page {
            id,
            user: crate::user_id(user),
            name: user.to_owned(),
            mind,
            browser: Browser::new(id, Duration::from_millis(30)),
            mirror: Mirror::default(),
            sockets: BTreeMap::new(),
            deadline: None,
            ahead: 0,
            tokens: Tokens::Good { lifetime: 24 * 3600 * 1000 },
            asked: 0,
            online: true,
            network: 0,
            alive: true,
            frozen: None,
            thawed: None,
            last_request: 0,
        };
        self.pages.insert(id, page);
        id
    }

    fn note(&mut self, line: impl FnOnce() -> String) {
        self.trace.note(self.now, line);
    }

    fn note_page(&mut self, id: PageId, line: impl FnOnce() -> String) {
        let Some(page) = self.pages.get(&id) else { return };
        self.trace.note(self.now, || format!("{page}  {}", line()));
    }

    fn violation(&mut self, what: String) {
        let text = format!("{}.{:03}: {what}", self.now.0 / 1000, self.now.0 % 1000);
        self.trace.note(self.now, || format!("BROKEN: {what}"));
        self.violations.push(text);
    }

    fn page_violation(&mut self, id: PageId, what: &str) {
        let page = self.page(id).to_string();
        self.violation(format!("{page}: {what}"));
    }
}
