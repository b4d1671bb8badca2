//! Who is rung: what is looked up and checked before, and what happens then.

use offhook_protocol::{ApiError, Group, Identifier, LegId, RawId, ThreadId};

use super::Call;
use super::record::{CallRecord, Invitation};
use crate::config::Config;
use crate::desk::Desk;
use crate::mail::{Asker, Mail, ToUser};
use crate::output::Output;

/// The longest id of a group, in bytes.
const LONGEST_GROUP: usize = 64;
/// On how many devices a user can be in a call at once.
const MOST_DEVICES: usize = 3;

impl Call {
    /// Has people rung for a call that is or becomes a group call; first the chat that belongs to it is looked up, if one was
    /// named. Else it is the call's own, or a new one.
    pub(super) fn invite(
        &mut self,
        desk: &mut Desk<'_>,
        from: &Asker,
        users: Vec<RawId>,
        thread: Option<ThreadId>,
    ) {
        let own = self.record.thread().filter(|_| desk.config.policy.only_chat_members);
        match thread.or(own.cloned()) {
            Some(thread) => {
                let call = self.record.id.clone();
                desk.outputs.push_back(Output::FindThread { call, thread: thread.clone() });
                let (by, request) = (from.leg.clone(), from.request);
                self.record.invitations.push(Invitation { by, request, users, thread });
            }
            None => {
                let result =
                    self.admit(desk, from, &users, |call, desk| Ok(call.own_thread(desk, from, &users)));
                self.conclude(desk, from, result);
            }
        }
    }

    /// A chat was looked up: whoever waits for that is rung, or not.
    pub(super) fn thread_found(
        &mut self,
        desk: &mut Desk<'_>,
        thread: &ThreadId,
        members: Result<Vec<RawId>, ApiError>,
    ) {
        let due = |invitation: &mut Invitation| invitation.thread == *thread;
        let due: Vec<Invitation> = self.record.invitations.extract_if(.., due).collect();
        for invitation in due {
            // Who asked may have left.
            let Some(from) = self.record.asker(&invitation) else { continue };
            let result = self.admit(desk, &from, &invitation.users, |call, desk| {
                let inviter = &call.record.legs[&invitation.by].user;
                may_use(desk.config, inviter, &invitation.users, &members)?;
                Ok(thread.clone())
            });
            self.conclude(desk, &from, result);
        }
    }

    /// Rings people if nothing speaks against it. Nothing has changed where something does.
    fn admit(
        &mut self,
        desk: &mut Desk<'_>,
        from: &Asker,
        users: &[RawId],
        thread: impl FnOnce(&Call, &mut Desk<'_>) -> Result<ThreadId, ApiError>,
    ) -> Result<(), ApiError> {
        let inviter = self.record.legs.get(&from.leg).ok_or(ApiError::CALL_ENDED)?.user.clone();
        self.record.may_invite(desk.config, &inviter, users)?;
        let thread = Some(thread(self, desk)?);
        let group = self.record.group.take().unwrap_or_default();
        self.record.group = Some(Group { thread, ..group });
        self.ring(desk, &inviter, users);
        Ok(())
    }

    pub(super) fn ring(&mut self, desk: &mut Desk<'_>, inviter: &RawId, users: &[RawId]) {
        for user in users {
            self.record.expect(user.clone(), inviter, desk.now + desk.config.ring_timeout);
            desk.post(Mail::User(user.clone(), ToUser::Ring(self.record.id.clone())));
        }
    }

    /// The chat that belongs to the call, a new one if there is none.
    fn own_thread(&self, desk: &mut Desk<'_>, from: &Asker, users: &[RawId]) -> ThreadId {
        if let Some(thread) = self.record.thread() {
            return thread.clone();
        }
        let thread = ThreadId(format!("19:{}@thread.v2", desk.ids.guid().replace('-', "")));
        let inviter = self.record.legs.get(&from.leg).map(|leg| &leg.user);
        let others = self.record.members.keys().filter(|user| Some(*user) != inviter).chain(users);
        let members = inviter.into_iter().chain(others).cloned().collect();
        let tenant = self.record.tenant.clone();
        desk.outputs.push_back(Output::CreateThread { thread: thread.clone(), tenant, members });
        thread
    }
}

impl CallRecord {
    fn thread(&self) -> Option<&ThreadId> {
        self.group.as_ref()?.thread.as_ref()
    }

    /// Whether these people can be rung for the call.
    pub(crate) fn may_invite(
        &self,
        config: &Config,
        inviter: &RawId,
        users: &[RawId],
    ) -> Result<(), ApiError> {
        if users.is_empty() {
            return Err(ApiError::MALFORMED);
        }
        self.has_room(config, users.len())?;
        for (at, user) in users.iter().enumerate() {
            match () {
                () if user == inviter => return Err(ApiError::CALLING_YOURSELF),
                () if !Identifier::parse(user).can_be_called() => return Err(ApiError::CALLEE_NOT_REACHABLE),
                () if self.has(user) || users[..at].contains(user) => return Err(ApiError::ALREADY_IN_CALL),
                () => {}
            }
            let others = self.present().chain([inviter]).chain(users);
            if !config.policy.may_talk(user, others) {
                return Err(ApiError::INFORMATION_BARRIER);
            }
        }
        Ok(())
    }

    /// Whether a user can enter by themselves, as who is in the call already may do from another device.
    pub(crate) fn may_join(&self, config: &Config, user: &RawId, leg: &LegId) -> Result<(), ApiError> {
        let named = self.group.as_ref().and_then(|group| group.id.as_ref());
        if self.legs.contains_key(leg) || named.is_some_and(|id| id.0.len() > LONGEST_GROUP) {
            return Err(ApiError::MALFORMED);
        }
        // Each costs everybody else a media connection.
        if self.inside().filter(|(_, leg)| leg.user == *user && !leg.lost).count() >= MOST_DEVICES {
            return Err(ApiError::TOO_MANY_PARTICIPANTS);
        }
        if !config.policy.may_talk(user, self.present()) {
            return Err(ApiError::INFORMATION_BARRIER);
        }
        self.has_room(config, usize::from(!self.has(user)))
    }

    fn has_room(&self, config: &Config, more: usize) -> Result<(), ApiError> {
        match self.present().count().max(1) + more > config.max_participants {
            true => Err(ApiError::TOO_MANY_PARTICIPANTS),
            false => Ok(()),
        }
    }

    /// Who is in it or rings.
    fn present(&self) -> impl Iterator<Item = &RawId> {
        self.members.iter().filter(|(_, member)| member.ended.is_none()).map(|(user, _)| user)
    }
}

/// Whether somebody may have these people rung for the call of a chat.
fn may_use(
    config: &Config,
    inviter: &RawId,
    users: &[RawId],
    members: &Result<Vec<RawId>, ApiError>,
) -> Result<(), ApiError> {
    let members = members.as_ref().map_err(ApiError::clone)?;
    // Whoever created the chat may have written a GUID in capital letters (RFC 9562 section 4).
    let is_member = |user: &RawId| members.iter().any(|one| one.0.eq_ignore_ascii_case(user.as_str()));
    if !is_member(inviter) {
        return Err(ApiError::NOT_IN_THREAD);
    }
    match config.policy.only_chat_members && !users.iter().all(is_member) {
        true => Err(ApiError::CALLEE_NOT_IN_THREAD),
        false => Ok(()),
    }
}
