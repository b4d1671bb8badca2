use std::collections::{BTreeMap, BTreeSet};

use offhook_protocol::{Identifier, RawId, is_guid};
use offhook_switchboard::Policy;
use serde::Deserialize;

use super::ConfigError;

/// `[policy]`: an organization's rules. Only the file can hold lists of people.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyConfig {
    /// Whether only members of the chat that belongs to a group call can be called.
    pub only_chat_members: bool,
    /// Groups of people by their names: directory ids (GUIDs) or raw ids.
    pub segments: BTreeMap<String, Vec<String>>,
    /// Pairs of segments whose people may not be in a call together.
    pub barriers: Vec<(String, String)>,
}

impl PolicyConfig {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        for (segment, people) in &self.segments {
            if let Some(person) = people.iter().find(|person| user(person).is_none()) {
                let key = format!("policy.segments.{segment}");
                let wanted = "users by their ids in the directory (GUIDs) or raw ids (\"8:acs:..\")";
                return Err(ConfigError::value(&key, person, wanted));
            }
        }
        let named = self.barriers.iter().flat_map(|(one, other)| [one, other]);
        match named.into_iter().find(|segment| !self.segments.contains_key(*segment)) {
            Some(segment) => {
                Err(ConfigError::value("policy.barriers", segment, "a name of `policy.segments`"))
            }
            None => Ok(()),
        }
    }

    pub(super) fn switchboard(&self) -> Policy {
        let mut segments: BTreeMap<RawId, BTreeSet<String>> = BTreeMap::new();
        for (segment, people) in &self.segments {
            for user in people.iter().filter_map(|person| user(person)) {
                segments.entry(user).or_default().insert(segment.clone());
            }
        }
        let only_chat_members = self.only_chat_members;
        Policy { only_chat_members, segments, barriers: self.barriers.iter().cloned().collect() }
    }
}

/// The user of a GUID or of a raw id.
fn user(text: &str) -> Option<RawId> {
    let raw = RawId(if is_guid(text) { format!("8:orgid:{text}") } else { text.to_owned() });
    Identifier::parse(&raw).can_be_called().then_some(raw)
}
