//! What befalls the network and the server.

use offhook_core::Input;

use super::{Happening, World};
use crate::network::{Toward, Weather};
use crate::page::PageId;
use crate::schedule::Haste;
use crate::server::Server;

impl World {
    /// Changes how the network behaves from now on.
    pub fn set_weather(&mut self, weather: Weather) {
        self.network.weather = weather;
    }

    /// No packet passes between the page and anybody. Nobody is told so.
    pub fn cut(&mut self, id: PageId) {
        self.note_page(id, || "loses its network".to_owned());
        self.page_mut(id).online = false;
        self.look_at_connections();
    }

    /// Packets pass again, and TCP sends anew what was not received.
    pub fn restore(&mut self, id: PageId) {
        self.note_page(id, || "has a network again".to_owned());
        self.page_mut(id).online = true;
        for socket in self.network.sockets_of(id) {
            let held = self.network.socket_mut(socket).map(|socket| socket.take_held());
            for (toward, arrival) in held.into_iter().flatten() {
                let happening = Happening::Arrives(socket, toward, arrival);
                self.schedule.put(self.now, Haste::OnTheWay, happening);
            }
        }
        self.look_at_connections();
    }

    /// The browser says whether it has a network.
    pub fn browser_says_online(&mut self, id: PageId, online: bool) {
        self.page_input(id, Input::Network { online });
    }

    /// The page is on another network: its connections break, and its addresses are of no use any more.
    pub fn change_network(&mut self, id: PageId) {
        self.note_page(id, || "changes its network".to_owned());
        self.page_mut(id).network += 1;
        self.break_connections(id);
        self.look_at_connections();
    }

    /// The page's WebSockets break. Both ends notice a little later, each by itself, and what is still on its way then is
    /// lost.
    pub fn break_connections(&mut self, id: PageId) {
        self.note_page(id, || "connections break".to_owned());
        for socket in self.network.sockets_of(id) {
            for toward in [Toward::Server, Toward::Page] {
                let at = self.now + self.network.reset_delay();
                self.schedule.put(at, Haste::OnTheWay, Happening::Breaks(socket, toward));
            }
        }
    }

    /// Media does not pass between two pages, though all else does.
    pub fn block_media(&mut self, one: PageId, other: PageId) {
        self.blocked.push((one.min(other), one.max(other)));
        self.look_at_connections();
    }

    /// Media passes between them again.
    pub fn unblock_media(&mut self, one: PageId, other: PageId) {
        let pair = (one.min(other), one.max(other));
        self.blocked.retain(|blocked| *blocked != pair);
        self.look_at_connections();
    }

    /// The server's process ends: all connections break, and it forgets everything.
    pub fn stop_server(&mut self) {
        self.note(|| "the server stops".to_owned());
        self.server = Server::new(self.server.config.clone());
        self.server.up = false;
        for socket in self.network.ids() {
            self.server_closes(socket, offhook_protocol::close::LOST);
        }
    }

    /// It serves again.
    pub fn start_server(&mut self) {
        self.note(|| "the server starts".to_owned());
        self.server.up = true;
    }
}
