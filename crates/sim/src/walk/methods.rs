//! Which method an app calls.

use offhook_core::{ApiCall, CallMethod, SourceMethod, StartMedia};
use offhook_protocol::{GroupId, LegId, RawId, ThreadId};

use super::action::{Chat, What};
use super::walker::{Walker, pick};
use crate::page::PageId;
use crate::user_id;

/// What people meet in by themselves.
pub(super) const GROUPS: [&str; 3] = [
    "00000000-0000-4000-8000-0000000000aa",
    "00000000-0000-4000-8000-0000000000bb",
    "00000000-0000-4000-8000-0000000000AA",
];

impl Walker {
    /// The method, if there is a call to call it of.
    pub(super) fn method(&mut self, page: PageId, what: &What, whom: usize) -> Option<ApiCall> {
        let (leg, method) = match what {
            What::Dispose => return Some(ApiCall::Dispose),
            What::Call { .. } | What::CallGroup { .. } | What::Join => {
                return self.new_call(page, what, whom);
            }
            What::Blunder => return Some(self.blunder(page, whom)),
            What::Accept { muted, video } => {
                let media = self.media(*muted, *video);
                (self.ringing(page, whom)?, CallMethod::Accept(media))
            }
            What::Reject => (self.ringing(page, whom)?, CallMethod::Reject),
            What::DisturbTheDead => (self.over(page, whom)?, disturbance(whom)),
            what => {
                let leg = self.current(page, whom)?;
                let method = self.of_current(page, &leg, what, whom)?;
                (leg, method)
            }
        };
        Some(ApiCall::OfCall { leg, method })
    }

    fn new_call(&mut self, page: PageId, what: &What, whom: usize) -> Option<ApiCall> {
        let leg = self.world.fresh_leg();
        Some(match what {
            What::Call { muted, video } => {
                let media = self.media(*muted, *video);
                ApiCall::StartCall { leg, callee: pick(&self.others(page), whom)?, media }
            }
            What::CallGroup { chat } => {
                let callees = self.others(page)[whom % 3..].to_vec();
                let media = self.media(false, whom.is_multiple_of(2));
                ApiCall::StartGroup { leg, callees, thread: self.thread(page, *chat), media }
            }
            What::Join => {
                let group = GroupId(GROUPS[whom % GROUPS.len()].to_owned());
                let media = self.media(whom.is_multiple_of(3), whom.is_multiple_of(5));
                ApiCall::Join { leg, group, media }
            }
            _ => return None,
        })
    }

    fn blunder(&mut self, page: PageId, how: usize) -> ApiCall {
        let (leg, media) = (self.world.fresh_leg(), self.media(false, false));
        let (me, mut others) = (self.world.user_of(page).clone(), self.others(page));
        let callees = match how % 5 {
            0 => return ApiCall::StartCall { leg, callee: me, media },
            1 => return ApiCall::Join { leg, group: GroupId("our group".to_owned()), media },
            2 => Vec::new(),
            3 => {
                others.push(me);
                others
            }
            _ => [others.clone(), others].concat(),
        };
        ApiCall::StartGroup { leg, callees, thread: None, media }
    }

    fn of_current(&mut self, page: PageId, leg: &LegId, what: &What, whom: usize) -> Option<CallMethod> {
        Some(match what {
            What::Add(chat) => CallMethod::Add(pick(&self.others(page), whom)?, self.thread(page, *chat)),
            What::Remove => CallMethod::Remove(self.participant(page, leg, whom)?),
            What::MuteOne => CallMethod::MuteOthers(Some(self.participant(page, leg, whom)?)),
            What::MuteAll => CallMethod::MuteOthers(None),
            What::Hold => CallMethod::Hold,
            What::Resume => CallMethod::Resume,
            What::StartScreen => CallMethod::Source(SourceMethod::StartScreen(self.world.fresh_stream())),
            What::StopScreen => CallMethod::Source(SourceMethod::StopScreen),
            What::EndForEveryone => CallMethod::EndForEveryone,
            What::HangUp => CallMethod::HangUp,
            What::Mute => CallMethod::Source(SourceMethod::Mute),
            What::Unmute => CallMethod::Source(SourceMethod::Unmute),
            What::StartAudio => CallMethod::Source(SourceMethod::StartAudio(self.world.fresh_stream())),
            What::StartVideo => CallMethod::Source(SourceMethod::StartVideo(self.world.fresh_stream())),
            What::StopVideo => {
                CallMethod::Source(SourceMethod::StopVideo(self.world.mirror(page).calls.get(leg)?.video?))
            }
            What::MuteIncoming => CallMethod::MuteIncomingAudio,
            What::UnmuteIncoming => CallMethod::UnmuteIncomingAudio,
            What::ServerCallId => CallMethod::ServerCallId,
            _ => return None,
        })
    }

    /// The chat that is named.
    fn thread(&mut self, page: PageId, chat: Chat) -> Option<ThreadId> {
        match chat {
            Chat::None => None,
            Chat::Everybodys => Some(self.world.chat_of("walk", &self.setting.users.map(user_id))),
            Chat::Others => {
                let name = format!("without-{}", self.world.user_of(page));
                let others = self.others(page);
                Some(self.world.chat_of(&name, &others))
            }
            Chat::Own => {
                let own = self.world.user_of(page).clone();
                Some(self.world.chat_of(&format!("of-{own}"), &[own]))
            }
            Chat::Unknown => Some(ThreadId("19:unknown@thread.v2".to_owned())),
        }
    }

    fn media(&mut self, muted: bool, video: bool) -> StartMedia {
        let audio = self.world.fresh_stream();
        StartMedia { muted, audio, video: video.then(|| self.world.fresh_stream()) }
    }

    /// Everybody whom a page's user could call.
    fn others(&self, page: PageId) -> Vec<RawId> {
        self.setting.users.map(user_id).into_iter().filter(|user| user != self.world.user_of(page)).collect()
    }

    fn participant(&self, page: PageId, leg: &LegId, whom: usize) -> Option<RawId> {
        let call = self.world.mirror(page).calls.get(leg)?;
        let listed = call.participants.iter().filter(|(_, someone)| someone.listed);
        pick(&listed.map(|(id, _)| id.clone()).collect::<Vec<_>>(), whom)
    }

    fn ringing(&self, page: PageId, whom: usize) -> Option<LegId> {
        pick(&self.world.mirror(page).ringing().cloned().collect::<Vec<_>>(), whom)
    }

    fn current(&self, page: PageId, whom: usize) -> Option<LegId> {
        let legs = self.world.mirror(page).current_calls().map(|(leg, _)| leg.clone());
        pick(&legs.collect::<Vec<_>>(), whom)
    }

    fn over(&self, page: PageId, whom: usize) -> Option<LegId> {
        let calls = self.world.mirror(page).calls.iter();
        let over = calls.filter(|(_, call)| call.is_over()).map(|(leg, _)| leg.clone());
        pick(&over.collect::<Vec<_>>(), whom)
    }
}

fn disturbance(how: usize) -> CallMethod {
    match how % 4 {
        0 => CallMethod::Accept(StartMedia::default()),
        1 => CallMethod::Reject,
        2 => CallMethod::Source(SourceMethod::Mute),
        _ => CallMethod::HangUp,
    }
}
