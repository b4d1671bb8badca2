//! The driving loop: what is next happens, and the clock jumps there.

use std::time::Duration;

use offhook_core::{Input, MediaEvent};
use offhook_protocol::Timestamp;

use super::{Happening, World};
use crate::law::Law;
use crate::network::Toward;
use crate::page::{Mind, PageId};
use crate::schedule::Haste;
use crate::server::IDLE;

/// More than any honest run needs until it is quiet.
const TOO_MANY: usize = 200_000;

/// A timer that is due.
#[derive(Clone, Copy, Debug)]
enum Timer {
    Page(PageId),
    Server,
    Idle(crate::network::SocketId),
}

impl World {
    /// Runs until nothing is on its way. Timers that are due later stay where they are.
    pub fn settle(&mut self) {
        for _ in 0..TOO_MANY {
            let due = self.next_timer().is_some_and(|(at, _)| at <= self.now);
            if self.schedule.is_quiet() && !due {
                return;
            }
            self.step();
        }
        self.violation("the world does not become quiet".to_owned());
    }

    /// Runs for some time.
    pub fn pass(&mut self, time: Duration) {
        let end = self.now + time;
        for _ in 0..TOO_MANY {
            match self.next_at() {
                Some(at) if at <= end => self.step(),
                _ => {
                    self.now = end;
                    return;
                }
            }
        }
        self.violation("too much happens".to_owned());
        self.now = end;
    }

    fn next_at(&self) -> Option<Timestamp> {
        let timer = self.next_timer().map(|(at, _)| at);
        self.schedule.next_at().into_iter().chain(timer).min()
    }

    /// Lets the next thing happen.
    fn step(&mut self) {
        let timer = self.next_timer();
        let scheduled = self.schedule.next_at();
        match timer {
            Some((at, timer)) if scheduled.is_none_or(|scheduled| at < scheduled) => {
                self.now = self.now.max(at);
                self.fire(timer);
            }
            _ => {
                let Some(at) = scheduled else { return };
                self.now = self.now.max(at);
                if let Some(happening) = self.schedule.pop() {
                    self.happen(happening);
                }
            }
        }
    }

    fn next_timer(&self) -> Option<(Timestamp, Timer)> {
        let pages = self
            .pages
            .values()
            .filter_map(|page| page.due().map(|at| (at, Timer::Page(page.id))))
            .chain(self.server.deadline.map(|at| (at, Timer::Server)));
        let idle = self.network.heard().map(|(id, socket)| (socket.heard_at + IDLE, Timer::Idle(id)));
        pages.chain(idle).min_by_key(|(at, _)| *at)
    }

    fn fire(&mut self, timer: Timer) {
        match timer {
            Timer::Page(page) => self.page_input(page, Input::Timeout),
            Timer::Server => self.server_input(offhook_switchboard::Input::Timeout),
            Timer::Idle(socket) => self.server_asks(socket),
        }
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Arrives(socket, Toward::Server, arrival) => self.arrives_at_server(socket, arrival),
            Happening::Arrives(socket, Toward::Page, arrival) => self.arrives_at_page(socket, arrival),
            Happening::Breaks(socket, toward) => self.breaks(socket, toward),
            Happening::Thread(call, thread) => {
                let members = self.look_up(&thread);
                self.server_input(offhook_switchboard::Input::Thread { call, thread, members });
            }
            Happening::Token(page, token) => self.page_input(page, Input::Token(token)),
            Happening::Captures(page, capture) => {
                let page_ref = self.page_mut(page);
                let event = page_ref.browser.captures.answer(&page_ref.browser.devices, capture);
                event.into_iter().for_each(|event| self.media_event(page, event));
            }
            Happening::Operates(page, peer) => self.operates(page, peer),
            Happening::Gathers(page, peer, candidate) => {
                if self.page(page).browser.peer(peer).is_some() {
                    self.media_event(page, MediaEvent::Candidate { peer, candidate });
                }
            }
            Happening::Ice(page, peer, epoch) => self.ice(page, peer, epoch),
            Happening::Measures(page, peer) => self.measures(page, peer),
        }
    }

    /// Tells a page's client what happened, and does what it says until it is quiet.
    pub(super) fn page_input(&mut self, id: PageId, input: Input) {
        let now = self.page(id).clock(self.now);
        let page = self.page_mut(id);
        if !page.alive {
            return;
        }
        if let Some(waiting) = &mut page.frozen {
            waiting.push(input);
            return;
        }
        let Mind::Client(client) = &mut page.mind else { return };
        client.handle_input(now, input);
        for _ in 0..TOO_MANY {
            let Mind::Client(client) = &mut self.page_mut(id).mind else { return };
            match client.poll_output() {
                offhook_core::Output::Timeout(at) => {
                    self.page_mut(id).set_timer(at);
                    return self.judge(id);
                }
                output => self.do_output(id, output),
            }
        }
        self.page_violation(id, "the client's outputs do not become quiet");
    }

    /// Tells the switchboard what happened, and does what it says until it is quiet.
    pub(super) fn server_input(&mut self, input: offhook_switchboard::Input) {
        if !self.server.up {
            return;
        }
        let fresh = offhook_switchboard::Fresh(self.random.bits());
        self.server.switchboard.handle_input(self.now, fresh, input);
        self.server.switchboard.calls().for_each(|call| self.law.note_decisions(call));
        for _ in 0..TOO_MANY {
            match self.server.switchboard.poll_output() {
                offhook_switchboard::Output::Timeout(at) => {
                    self.server.deadline = at;
                    return;
                }
                offhook_switchboard::Output::FindThread { call, thread } => {
                    let at = self.now + self.look_up_time();
                    self.schedule.put(at, Haste::OnTheWay, Happening::Thread(call, thread));
                }
                offhook_switchboard::Output::CreateThread { thread, members, .. } => {
                    self.store_chat(thread, members);
                }
                offhook_switchboard::Output::Send(connection, frame) => self.server_sends(connection, &frame),
                offhook_switchboard::Output::Close(connection, reason) => {
                    self.server_closes(crate::network::SocketId(connection.0), reason.0);
                }
            }
        }
        self.violation("the switchboard's outputs do not become quiet".to_owned());
    }

    pub(super) fn judge(&mut self, id: PageId) {
        let page = self.page(id);
        if let Err(broken) = self.law.judge(page).and_then(|()| Law::judge_streams(page)) {
            self.page_violation(id, &format!("the law is broken: {broken}"));
        }
    }
}
