//! Who is rung: what is looked up and checked before, and what happens then.

use offhook_protocol::{ApiError, EndReason, Group, Identifier, LegId, RawId, ThreadId};

use super::Call;
use super::record::{CallRecord, Invitation};
use crate::config::Config;
use crate::desk::Desk;
use crate::mail::{Mail, ToUser};
use crate::output::Output;

/// On how many devices a user can be in a call at once.
const MOST_DEVICES: usize = 3;

impl Call {
    /// Has people rung for a call that is or becomes a group call, once a chat was looked up: the one that is named, else the one by
    /// which the call is about to begin, else its own if only members can be called. Where there is none of these nothing is
    /// looked up, and the chat is the call's own or a new one.
    pub(super) fn invite(&mut self, desk: &mut Desk<'_>, invitation: Invitation, named: Option<ThreadId>) {
        match named.or_else(|| self.record.thread_in_question(desk.config)) {
            Some(thread) => self.look_up(desk, invitation, thread),
            None => {
                let result = self.ring_in_own_chat(desk, &invitation);
                self.conclude(desk, &invitation, result);
            }
        }
    }

    fn look_up(&mut self, desk: &mut Desk<'_>, invitation: Invitation, thread: ThreadId) {
        let waiting = self.record.invitations.entry(thread.clone()).or_default();
        if waiting.is_empty() {
            desk.outputs.push_back(Output::FindThread { call: self.record.id.clone(), thread });
        }
        waiting.push(invitation);
    }

    /// A chat was looked up: whoever waits for that is rung, or not.
    pub(super) fn thread_found(
        &mut self,
        desk: &mut Desk<'_>,
        thread: &ThreadId,
        members: &Result<Vec<RawId>, ApiError>,
    ) {
        for invitation in self.record.invitations.remove(thread).unwrap_or_default() {
            let result = self.ring_in_chat(desk, &invitation, thread, members);
            self.conclude(desk, &invitation, result);
        }
    }

    /// Somebody shall not be rung after all.
    pub(super) fn withdraw(&mut self, desk: &mut Desk<'_>, user: &RawId) -> Result<(), ApiError> {
        if !self.record.invitations.values().flatten().any(|invitation| invitation.users.contains(user)) {
            return Err(ApiError::NO_SUCH_PARTICIPANT);
        }
        for invitation in self.record.take_invitations_of_only(user) {
            let result = match invitation.begins && self.record.begin_with_another() {
                true => Ok(()),
                false => Err(ApiError::WITHDRAWN),
            };
            self.conclude(desk, &invitation, result);
        }
        Ok(())
    }

    /// Answers an invitation, unless who asked has left. A call that should have begun by one that is refused is over.
    fn conclude(&mut self, desk: &mut Desk<'_>, invitation: &Invitation, result: Result<(), ApiError>) {
        let Some(from) = self.record.asker(invitation) else { return };
        if let (Err(error), true) = (&result, invitation.begins) {
            self.end(desk, EndReason::new(error.code, error.sub_code));
        }
        self.answer(&from, result);
    }

    /// Rings people for the call's own chat, or a new one. Nothing has changed where something speaks against it.
    fn ring_in_own_chat(&mut self, desk: &mut Desk<'_>, invitation: &Invitation) -> Result<(), ApiError> {
        let inviter = self.record.may_be_invited(desk.config, invitation)?;
        let thread = self.own_thread(desk, &inviter, &invitation.users);
        self.ring_as_group(desk, &inviter, invitation, thread);
        Ok(())
    }

    /// The same for a chat that was looked up.
    fn ring_in_chat(
        &mut self,
        desk: &mut Desk<'_>,
        invitation: &Invitation,
        thread: &ThreadId,
        members: &Result<Vec<RawId>, ApiError>,
    ) -> Result<(), ApiError> {
        let inviter = self.record.may_be_invited(desk.config, invitation)?;
        may_use(desk.config, &inviter, &invitation.users, members)?;
        self.ring_as_group(desk, &inviter, invitation, thread.clone());
        Ok(())
    }

    fn ring_as_group(
        &mut self,
        desk: &mut Desk<'_>,
        inviter: &RawId,
        invitation: &Invitation,
        thread: ThreadId,
    ) {
        let group = self.record.group.take().unwrap_or_default();
        self.record.group = Some(Group { thread: Some(thread), ..group });
        self.ring(desk, inviter, &invitation.users);
    }

    pub(super) fn ring(&mut self, desk: &mut Desk<'_>, inviter: &RawId, users: &[RawId]) {
        for user in users {
            self.record.expect(user.clone(), inviter, desk.now + desk.config.ring_timeout);
            desk.post(Mail::User(user.clone(), ToUser::Ring(self.record.id.clone())));
        }
    }

    /// The chat that belongs to the call, a new one if there is none.
    fn own_thread(&self, desk: &mut Desk<'_>, inviter: &RawId, users: &[RawId]) -> ThreadId {
        if let Some(thread) = self.record.thread() {
            return thread.clone();
        }
        let thread = ThreadId(format!("19:{}@thread.v2", desk.ids.guid().replace('-', "")));
        let others = self.record.members.keys().filter(|user| *user != inviter).chain(users);
        let members = [inviter].into_iter().chain(others).cloned().collect();
        let tenant = self.record.tenant.clone();
        desk.outputs.push_back(Output::CreateThread { thread: thread.clone(), tenant, members });
        thread
    }
}

impl CallRecord {
    fn thread(&self) -> Option<&ThreadId> {
        self.group.as_ref()?.thread.as_ref()
    }

    /// The chat that has to be looked up for who names none: that by which the call begins, or its own where only members can
    /// be called.
    fn thread_in_question(&self, config: &Config) -> Option<ThreadId> {
        let begins =
            |(_, waiting): &(_, &Vec<Invitation>)| waiting.iter().any(|invitation| invitation.begins);
        let first = self.invitations.iter().find(begins).map(|(thread, _)| thread);
        first.or_else(|| self.thread().filter(|_| config.policy.only_chat_members)).cloned()
    }

    /// Takes somebody out of the invitations, and gives back those that were of nobody else.
    fn take_invitations_of_only(&mut self, user: &RawId) -> Vec<Invitation> {
        let is_of_only = |invitation: &mut Invitation| {
            let was_named = invitation.users.contains(user);
            invitation.users.retain(|other| other != user);
            was_named && invitation.users.is_empty()
        };
        let emptied = self.invitations.values_mut().flat_map(|waiting| waiting.extract_if(.., is_of_only));
        let emptied = emptied.collect();
        self.invitations.retain(|_, waiting| !waiting.is_empty());
        emptied
    }

    /// The call begins by another of the invitations, if there is one.
    fn begin_with_another(&mut self) -> bool {
        let another = self.invitations.values_mut().flatten().next();
        another.map(|invitation| invitation.begins = true).is_some()
    }

    /// Whether those whom somebody in the call wants to be rung can be; who that somebody is.
    fn may_be_invited(&self, config: &Config, invitation: &Invitation) -> Result<RawId, ApiError> {
        let by = self.asker(invitation).and_then(|from| self.legs.get(&from.leg));
        let inviter = &by.ok_or(ApiError::CALL_ENDED)?.user;
        self.may_invite(config, inviter, &invitation.users)?;
        Ok(inviter.clone())
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
        if self.legs.contains_key(leg) {
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
    if !members.contains(inviter) {
        return Err(ApiError::NOT_IN_THREAD);
    }
    match config.policy.only_chat_members && !users.iter().all(|user| members.contains(user)) {
        true => Err(ApiError::CALLEE_NOT_IN_THREAD),
        false => Ok(()),
    }
}
