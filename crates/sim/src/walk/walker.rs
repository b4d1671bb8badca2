use std::collections::BTreeSet;
use std::time::Duration;

use offhook_core::{ApiCall, CallState, DisconnectReason, Event, RemoteParticipantState, RequestId};
use offhook_protocol::ApiError;

use super::Tally;
use super::action::{Action, Credential, Sky, What};
use super::setting::{DAY, Setting};
use crate::mirror::{Call, Participant};
use crate::network::Weather;
use crate::page::{PageId, Tokens};
use crate::trace::Trace;
use crate::user_id;
use crate::world::{Settings, World};

/// More would make calls between the same two pages rare.
const MOST_PAGES: usize = 6;

/// Does a walk's actions in a world.
#[derive(Debug)]
pub(super) struct Walker {
    pub(super) world: World,
    pub(super) setting: Setting,
    pub(super) intruder: Option<PageId>,
    disposed: BTreeSet<PageId>,
}

impl Walker {
    pub(super) fn new(seed: u64, trace: Trace) -> Walker {
        let setting = Setting::of(seed);
        let settings = Settings { seed, weather: Weather::windy(), server: setting.server.clone() };
        Walker { world: World::new(settings, trace), setting, intruder: None, disposed: BTreeSet::new() }
    }

    pub(super) fn pages(&self) -> Vec<PageId> {
        self.world.pages().filter(|page| self.world.is_alive(*page) && self.world.is_client(*page)).collect()
    }

    /// Whether the sign-in has resolved, and the agent was not disposed.
    pub(super) fn has_agent(&self, page: PageId) -> bool {
        let signed_in = self.world.mirror(page).done.get(&RequestId(1));
        signed_in.is_some_and(Result::is_ok) && !self.disposed.contains(&page)
    }

    /// How far it came.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for mirror in self.world.pages().map(|page| self.world.mirror(page)) {
            let calls = mirror.calls.values();
            let count = |is_so: fn(&Call) -> bool| calls.clone().filter(|call| is_so(call)).count();
            tally.connected += count(|call| call.states.contains(&CallState::Connected));
            tally.crowded += count(|call| call.participants.values().filter(|one| was_in(one)).count() > 1);
            tally.held += count(|call| call.states.contains(&CallState::LocalHold));
            tally.shared += count(|call| call.participants.values().any(|one| one.sources.len() > 1));
            tally.muted += calls.clone().map(|call| call.muted_by_others as usize).sum::<usize>();
            tally.spoken += count(|call| call.participants.values().any(|one| one.has_spoken));
            tally.distrusted += usize::from(mirror.log.iter().any(|(_, event)| is_of_token(event)));
            let missed = mirror.incoming.values().filter_map(|incoming| incoming.ended);
            tally.reasons.extend(calls.filter_map(|call| call.reason).chain(missed));
        }
        let had_legs = |page: &PageId| self.world.intruder(*page).legs().next().is_some();
        tally.intruded =
            self.world.pages().filter(|page| !self.world.is_client(*page)).filter(had_legs).count();
        tally.thawed = self.world.pages().filter(|page| self.world.was_frozen(*page)).count();
        tally
    }

    /// Does one thing, if there is anybody to do it.
    pub(super) fn act(&mut self, action: &Action) {
        match &action.what {
            What::OpenPage => self.open_page(action.who),
            What::RestartServer => {
                self.world.stop_server();
                self.world.pass(Duration::from_millis(700));
                self.world.start_server();
            }
            What::StopServer => self.world.stop_server(),
            What::StartServer => self.world.start_server(),
            What::Weather(sky) => self.world.set_weather(weather(*sky)),
            What::BreakStorage => self.world.break_storage(),
            What::SlowStorage => self.world.slow_storage(),
            What::MendStorage => self.world.mend_storage(),
            What::Intrude => self.intrude(action.who),
            What::Mischief(what) => self.make_mischief(*what),
            What::Wait { millis } => self.world.pass(Duration::from_millis(*millis)),
            What::Settle => self.world.settle(),
            what => {
                if let Some(page) = pick(&self.who_could(what), action.who) {
                    self.act_on(page, what, action.whom);
                }
            }
        }
    }

    /// The pages on which it makes sense, so that few actions come to nothing.
    fn who_could(&self, what: &What) -> Vec<PageId> {
        let makes_sense = |page: &PageId| {
            let mirror = self.world.mirror(*page);
            match what {
                What::Thaw => self.world.is_frozen(*page),
                // Of a device that is gone a page hears at once, or it would put a track of it on a slot by no fault of its own.
                What::Unplug(_) => !self.world.is_frozen(*page),
                What::Accept { .. } | What::Reject => mirror.ringing().next().is_some(),
                What::HangUp
                | What::Add(_)
                | What::Remove
                | What::MuteOne
                | What::MuteAll
                | What::Hold
                | What::Resume
                | What::StartScreen
                | What::StopScreen
                | What::Show { .. }
                | What::EndForEveryone
                | What::Mute
                | What::Unmute
                | What::MuteIncoming
                | What::UnmuteIncoming
                | What::Notice(_)
                | What::StartAudio
                | What::StartVideo
                | What::StopVideo => mirror.current_calls().next().is_some(),
                What::Call { .. } | What::CallGroup { .. } | What::Join | What::Blunder => mirror.connected,
                _ => true,
            }
        };
        self.pages().into_iter().filter(makes_sense).collect()
    }

    fn open_page(&mut self, who: usize) {
        if self.pages().len() < MOST_PAGES {
            let users = self.setting.users;
            let page = self.world.open_page(users[who % users.len()]);
            self.set_credential(page, Credential::Good);
            self.world.api(page, ApiCall::SignIn { name: None });
        }
    }

    /// The page is loaded again, and signs in as it did before.
    fn reload(&mut self, page: PageId, whom: usize) {
        let is_its = |user: &&str| user_id(user) == *self.world.user_of(page);
        let who = self.setting.users.iter().position(is_its);
        self.close_page(page, whom);
        self.open_page(who.unwrap_or_default());
    }

    fn close_page(&mut self, page: PageId, whom: usize) {
        match whom.is_multiple_of(2) {
            true => self.world.close_page(page),
            false => self.world.close_page_abruptly(page),
        }
    }

    /// Where tokens live long, that is: others would seem to have expired to whose clock is ahead.
    fn set_clock(&mut self, page: PageId, hours: i64) {
        if self.setting.token_lifetime == DAY {
            self.world.set_clock(page, hours * 3_600_000);
        }
    }

    pub(super) fn set_credential(&mut self, page: PageId, credential: Credential) {
        let tokens = match credential {
            Credential::Good => Tokens::Good { lifetime: self.setting.token_lifetime },
            Credential::Refuses => Tokens::None(ApiError::NO_TOKEN),
            Credential::Forges => Tokens::Forged,
            Credential::IsSilent => Tokens::Never,
        };
        self.world.set_tokens(page, tokens);
    }

    fn act_on(&mut self, page: PageId, what: &What, whom: usize) {
        let world = &mut self.world;
        match what {
            What::ClosePage => self.close_page(page, whom),
            What::Reload => self.reload(page, whom),
            What::Credential(credential) => self.set_credential(page, *credential),
            What::DeviceTakes { millis } => world.devices(page).delay = Duration::from_millis(*millis),
            What::AskToLeave => world.asks_to_leave(page),
            What::PutAway => world.put_away(page),
            What::Freeze => world.freeze(page),
            What::Thaw => world.thaw(page),
            What::Notice(noticed) => self.notice(page, *noticed),
            What::KillPage => world.kill_page(page),
            What::PowerOff => world.power_off(page),
            What::Cut => world.cut(page),
            What::Restore => world.restore(page),
            What::BreakConnections => world.break_connections(page),
            What::ChangeNetwork => world.change_network(page),
            What::BrowserSays { online } => world.browser_says_online(page, *online),
            What::Device(slot, device) => *world.devices(page).of_mut(*slot) = *device,
            What::SetClock { hours } => self.set_clock(page, *hours),
            What::FailNegotiation => world.fail_negotiation(page),
            What::Unplug(slot) => world.unplug(page, *slot),
            What::ChangeSource(slot) => world.change_source(page, *slot),
            What::WakeEarly => world.wake(page),
            What::Show { height } => self.show(page, *height, whom),
            What::BlockMedia | What::UnblockMedia => self.media_between(page, what, whom),
            _ => self.call_method(page, what, whom),
        }
    }

    fn show(&mut self, page: PageId, height: u32, whom: usize) {
        let calls = self.world.mirror(page).current_calls();
        let people = calls.flat_map(|(_, call)| call.participants.values());
        let streams: Vec<_> = people.flat_map(|one| one.streams.keys()).copied().collect();
        if let Some(stream) = pick(&streams, whom) {
            self.world.show(page, stream, height);
        }
    }

    fn media_between(&mut self, page: PageId, what: &What, whom: usize) {
        let Some(other) = pick(&self.pages(), whom) else { return };
        match what {
            What::BlockMedia => self.world.block_media(page, other),
            _ => self.world.unblock_media(page, other),
        }
    }

    /// An app has an agent once it is signed in.
    fn call_method(&mut self, page: PageId, what: &What, whom: usize) {
        if !self.has_agent(page) || self.world.is_frozen(page) {
            return;
        }
        let Some(call) = self.method(page, what, whom) else { return };
        if call == ApiCall::Dispose {
            self.disposed.insert(page);
        }
        self.world.api(page, call);
    }
}

fn was_in(participant: &Participant) -> bool {
    participant.states.contains(&RemoteParticipantState::Connected)
}

fn is_of_token(event: &Event) -> bool {
    let reason = Some(DisconnectReason::InvalidToken);
    matches!(event, Event::ConnectionStateChanged { reason: why, .. } if *why == reason)
}

pub(super) fn pick<T: Clone>(items: &[T], number: usize) -> Option<T> {
    items.get(number.checked_rem(items.len())?).cloned()
}

fn weather(sky: Sky) -> Weather {
    match sky {
        Sky::Calm => Weather::calm(),
        Sky::Windy => Weather::windy(),
        Sky::Stormy => Weather::stormy(),
        Sky::Lopsided => Weather::lopsided(),
    }
}
