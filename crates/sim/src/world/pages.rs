//! Pages come, are frozen, run again, and go.

use offhook_core::{AgentKind, Client, Input};
use offhook_protocol::close;

use super::World;
use crate::network::Toward;
use crate::page::{Mind, PageId};

impl World {
    /// Opens a page of a user, on which nothing is done yet.
    pub fn open_page(&mut self, user: &str) -> PageId {
        let kind = if user.starts_with("guest") { AgentKind::Communication } else { AgentKind::Teams };
        self.open_page_for(user, kind)
    }

    /// The same, for an agent of a kind that may not be the user's.
    pub fn open_page_for(&mut self, user: &str, kind: AgentKind) -> PageId {
        let client = Client::new(kind);
        let id = self.add_page(user, Mind::Client(Box::new(client)));
        self.note_page(id, || "is opened".to_owned());
        id
    }

    /// The page is closed or reloaded: it may still say something, and its browser closes what is open.
    pub fn close_page(&mut self, id: PageId) {
        self.note_page(id, || "is closed".to_owned());
        self.page_input(id, Input::PageHide);
        self.close_connections(id);
        self.forget_page(id);
    }

    /// The browser asks the page whether it may go.
    pub fn asks_to_leave(&mut self, id: PageId) {
        self.note_page(id, || "may be left".to_owned());
        self.page_input(id, Input::PageLeaving);
    }

    /// The page is closed as Firefox does it: its connections first, and before it hears of that it is gone.
    pub fn close_page_abruptly(&mut self, id: PageId) {
        self.asks_to_leave(id);
        self.close_connections(id);
        self.forget_page(id);
    }

    /// What a browser does with all that a page has open.
    fn close_connections(&mut self, id: PageId) {
        for socket in self.network.sockets_of(id) {
            if self.network.socket(socket).is_some_and(|socket| socket.listens(Toward::Page)) {
                self.page_closes(socket, close::GOING_AWAY);
            }
        }
    }

    /// The page goes into the browser's cache, from where it may come back.
    pub fn hide_page(&mut self, id: PageId) {
        self.note_page(id, || "is hidden".to_owned());
        self.page_input(id, Input::PageHide);
    }

    /// It goes there, and does not run until it comes back.
    pub fn put_away(&mut self, id: PageId) {
        self.hide_page(id);
        self.close_connections(id);
        self.freeze(id);
    }

    /// The browser does not let the page run, as nobody looks at it, or the computer sleeps. What is open stays so.
    pub fn freeze(&mut self, id: PageId) {
        self.note_page(id, || "is frozen".to_owned());
        self.page_mut(id).frozen.get_or_insert_default();
    }

    /// It runs again, and hears what happened meanwhile.
    pub fn thaw(&mut self, id: PageId) {
        let Some(waiting) = self.page_mut(id).frozen.take() else { return };
        self.note_page(id, || "runs again".to_owned());
        self.page_mut(id).thawed = Some(self.now);
        // Which of its tasks comes first is the browser's to choose.
        if self.random.chance(0.5) {
            self.wake(id);
        }
        waiting.into_iter().for_each(|input| self.page_input(id, input));
    }

    /// Whether the page does not run.
    pub fn is_frozen(&self, id: PageId) -> bool {
        self.page(id).frozen.is_some()
    }

    /// Its clock is set, so that it is so many milliseconds ahead of everybody else's, or behind.
    pub fn set_clock(&mut self, id: PageId, ahead: i64) {
        self.note_page(id, || format!("has a clock that is {ahead} ms ahead"));
        self.page_mut(id).ahead = ahead;
    }

    /// Whether it ever ran again after that.
    pub fn was_frozen(&self, id: PageId) -> bool {
        self.page(id).thawed.is_some()
    }

    /// The page's process dies: nothing is said, and the system breaks its connections.
    pub fn kill_page(&mut self, id: PageId) {
        self.note_page(id, || "is killed".to_owned());
        self.break_connections(id);
        self.forget_page(id);
    }

    /// The machine loses its power: nothing is said and nothing breaks.
    pub fn power_off(&mut self, id: PageId) {
        self.note_page(id, || "loses its power".to_owned());
        self.page_mut(id).online = false;
        self.forget_page(id);
    }

    fn forget_page(&mut self, id: PageId) {
        let page = self.page_mut(id);
        page.alive = false;
        page.deadline = None;
        page.browser.shut();
        for socket in self.network.sockets_of(id) {
            if let Some(socket) = self.network.socket_mut(socket) {
                socket.set_listens(Toward::Page, false);
            }
        }
        self.look_at_connections();
    }

    /// Whether a client drives it.
    pub fn is_client(&self, id: PageId) -> bool {
        self.page(id).is_client()
    }

    /// Whether the page is still there.
    pub fn is_alive(&self, id: PageId) -> bool {
        self.page(id).alive
    }
}
