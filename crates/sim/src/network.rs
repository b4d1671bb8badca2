//! WebSockets between pages and the server. On one connection frames keep their order, as TCP has it; a storm also
//! loses, doubles and swaps them, which no real connection does and the protocol survives nevertheless.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::Duration;

use offhook_core::ConnectionId;
use offhook_protocol::Timestamp;

use crate::page::PageId;
use crate::random::Random;

/// How the network behaves.
#[derive(Clone, PartialEq, Debug)]
pub struct Weather {
    /// How many milliseconds a frame to the server takes.
    pub to_server: RangeInclusive<u64>,
    /// The same to a page.
    pub to_page: RangeInclusive<u64>,
    /// How likely a frame is lost.
    pub loss: f64,
    /// How likely it arrives twice.
    pub duplication: f64,
    /// How likely it is overtaken by those after it.
    pub reordering: f64,
}

impl Weather {
    /// Every frame takes 20 ms.
    pub fn calm() -> Weather {
        Weather { to_server: 20..=20, to_page: 20..=20, loss: 0.0, duplication: 0.0, reordering: 0.0 }
    }

    /// Frames take from 1 to 300 ms.
    pub fn windy() -> Weather {
        Weather { to_server: 1..=300, to_page: 1..=300, ..Weather::calm() }
    }

    /// What pages say takes seconds, and what they hear no time.
    pub fn lopsided() -> Weather {
        Weather { to_server: 200..=2_500, to_page: 0..=5, ..Weather::calm() }
    }

    /// Worse than any real network.
    pub fn stormy() -> Weather {
        Weather { loss: 0.02, duplication: 0.03, reordering: 0.03, ..Weather::windy() }
    }
}

impl Weather {
    fn delay(&self, toward: Toward) -> RangeInclusive<u64> {
        match toward {
            Toward::Server => self.to_server.clone(),
            Toward::Page => self.to_page.clone(),
        }
    }
}

/// Numbers a WebSocket, over all pages. To the switchboard it is the connection's id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct SocketId(pub(crate) u64);

/// A direction on a WebSocket.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Toward {
    Server,
    Page,
}

/// What arrives at an end of a WebSocket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Arrival {
    /// The handshake is through.
    Opened,
    Text(String),
    Closed(u16),
}

/// A WebSocket.
#[derive(Debug)]
pub(crate) struct Socket {
    pub(crate) page: PageId,
    /// What the page's client calls it.
    pub(crate) connection: ConnectionId,
    /// Whether each end still listens.
    listens: BTreeMap<Toward, bool>,
    /// When the last frame of each direction arrives.
    last: BTreeMap<Toward, Timestamp>,
    /// What waits for the page's network to come back.
    held: Vec<(Toward, Arrival)>,
    pub(crate) greeted: bool,
    pub(crate) heard_at: Timestamp,
}

/// All WebSockets.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) weather: Weather,
    pub(crate) random: Random,
    sockets: BTreeMap<SocketId, Socket>,
    last: u64,
}

/// When something arrives; nothing where it is lost, twice where it is doubled.
pub(crate) type Deliveries = Vec<(Timestamp, Arrival)>;

impl Network {
    pub(crate) fn new(weather: Weather, random: Random) -> Network {
        Network { weather, random, sockets: BTreeMap::new(), last: 0 }
    }

    pub(crate) fn open(&mut self, now: Timestamp, page: PageId, connection: ConnectionId) -> SocketId {
        self.last += 1;
        let socket = Socket {
            page,
            connection,
            listens: BTreeMap::from([(Toward::Server, false), (Toward::Page, true)]),
            last: BTreeMap::from([(Toward::Server, now), (Toward::Page, now)]),
            held: Vec::new(),
            greeted: false,
            heard_at: now,
        };
        self.sockets.insert(SocketId(self.last), socket);
        SocketId(self.last)
    }

    pub(crate) fn socket(&self, id: SocketId) -> Option<&Socket> {
        self.sockets.get(&id)
    }

    pub(crate) fn socket_mut(&mut self, id: SocketId) -> Option<&mut Socket> {
        self.sockets.get_mut(&id)
    }

    pub(crate) fn sockets_of(&self, page: PageId) -> Vec<SocketId> {
        self.sockets.iter().filter(|(_, socket)| socket.page == page).map(|(id, _)| *id).collect()
    }

    pub(crate) fn ids(&self) -> Vec<SocketId> {
        self.sockets.keys().copied().collect()
    }

    /// Those that the server listens on, with when it last heard something.
    pub(crate) fn heard(&self) -> impl Iterator<Item = (SocketId, &Socket)> {
        self.sockets.iter().filter(|(_, socket)| socket.listens(Toward::Server)).map(|(id, s)| (*id, s))
    }

    /// Forgets those that nobody listens on.
    pub(crate) fn forget_closed(&mut self) {
        self.sockets.retain(|_, socket| socket.listens.values().any(|listens| *listens));
    }

    /// Sends something in order. In bad weather a frame may fare otherwise; what opens or closes never does.
    pub(crate) fn send(
        &mut self,
        now: Timestamp,
        id: SocketId,
        toward: Toward,
        arrival: Arrival,
    ) -> Deliveries {
        let Some(socket) = self.sockets.get_mut(&id) else { return Vec::new() };
        let delay = self.weather.delay(toward);
        let at = now + self.random.millis(delay.clone());
        let last = socket.last.entry(toward).or_insert(now);
        let is_text = matches!(arrival, Arrival::Text(_));
        if is_text && self.random.chance(self.weather.loss) {
            return Vec::new();
        }
        if is_text && self.random.chance(self.weather.reordering) {
            // It is overtaken by what follows. If it overtook what is on its way, then the more that is, the less of it would ever
            // arrive in order.
            let late = *last + self.random.millis(delay);
            return vec![(late, arrival)];
        }
        *last = at.max(*last);
        let again = is_text && self.random.chance(self.weather.duplication);
        let mut deliveries = vec![(*last, arrival)];
        if again {
            let late = *last + self.random.millis(delay);
            deliveries.push((late, deliveries[0].1.clone()));
        }
        deliveries
    }

    /// How long until an end notices that the connection was reset.
    pub(crate) fn reset_delay(&mut self) -> Duration {
        self.random.millis(0..=100)
    }
}

impl Socket {
    pub(crate) fn listens(&self, toward: Toward) -> bool {
        self.listens.get(&toward).copied().unwrap_or(false)
    }

    pub(crate) fn set_listens(&mut self, toward: Toward, listens: bool) {
        self.listens.insert(toward, listens);
    }

    /// Keeps what cannot arrive while the page has no network: TCP sends it again.
    pub(crate) fn hold(&mut self, toward: Toward, arrival: Arrival) {
        self.held.push((toward, arrival));
    }

    /// What was kept, in its order.
    pub(crate) fn take_held(&mut self) -> Vec<(Toward, Arrival)> {
        std::mem::take(&mut self.held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of the frame that arrives first, of so many that are sent at once in a storm.
    fn first_of(frames: usize, seed: u64) -> Option<String> {
        let mut network = Network::new(Weather::stormy(), Random::seeded(seed));
        let socket = network.open(Timestamp(0), PageId(1), ConnectionId(1));
        let mut send =
            |n: usize| network.send(Timestamp(0), socket, Toward::Server, Arrival::Text(n.to_string()));
        let mut deliveries: Vec<_> = (0..frames).flat_map(&mut send).collect();
        deliveries.sort_by_key(|(at, _)| *at);
        deliveries.into_iter().find_map(|(_, arrival)| match arrival {
            Arrival::Text(text) => Some(text),
            _ => None,
        })
    }

    #[test]
    fn however_much_is_on_its_way_some_of_it_arrives_in_order() {
        let in_order =
            |frames| (0..200).filter(|seed| first_of(frames, *seed).as_deref() == Some("0")).count();
        for frames in [2, 1_000] {
            assert!(in_order(frames) > 150, "of {frames}: {} of 200 times", in_order(frames));
        }
    }
}
