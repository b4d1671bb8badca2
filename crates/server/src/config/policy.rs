use std::collections::{BTreeMap, BTreeSet};

use offhook_protocol::{Identifier, RawId, is_guid};
use offhook_switchboard::Policy;
use serde::Deserialize;

use super::ConfigError;

/// `[policy]`: an organization's rules.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyConfig {
    /// Whether only members of the chat that belongs to a group call can be called.
    pub only_chat_members: bool,
    /// Groups of people by their names: directory ids (GUIDs) or raw ids.
    pub segments: BTreeMap<String, Vec<String>>,
    /// Pairs of segments whose people may not be in a call together. Lists, as serde passes over what is too much for a pair.
    pub barriers: Vec<Vec<String>>,
}

impl PolicyConfig {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.segments.iter().try_for_each(|(segment, people)| check_people(segment, people))?;
        self.barriers.iter().try_for_each(|barrier| self.check_barrier(barrier))
    }

    fn check_barrier(&self, barrier: &[String]) -> Result<(), ConfigError> {
        let wrong = |found: &str, wanted: &str| Err(ConfigError::value("policy.barriers", found, wanted));
        let [one, other] = barrier else {
            return wrong(&barrier.join(", "), "pairs such as [[\"research\", \"sales\"]]");
        };
        if let Some(unknown) = barrier.iter().find(|segment| !self.segments.contains_key(*segment)) {
            return wrong(unknown, "names of `policy.segments`");
        }
        match self.people(one).find(|person| self.people(other).any(|across| across == *person)) {
            Some(both) => {
                let wanted = format!("nobody in both `{one}` and `{other}`, as they could be in no call");
                wrong(both.as_str(), &wanted)
            }
            None => Ok(()),
        }
    }

    /// Who is in a segment.
    fn people(&self, segment: &str) -> impl Iterator<Item = RawId> {
        self.segments.get(segment).into_iter().flatten().filter_map(|person| user(person))
    }

    pub(super) fn switchboard(&self) -> Policy {
        let mut segments: BTreeMap<RawId, BTreeSet<String>> = BTreeMap::new();
        for segment in self.segments.keys() {
            for user in self.people(segment) {
                segments.entry(user).or_default().insert(segment.clone());
            }
        }
        let pair = |barrier: &Vec<String>| <[String; 2]>::try_from(barrier.clone()).ok().map(Into::into);
        let barriers = self.barriers.iter().filter_map(pair).collect();
        Policy { only_chat_members: self.only_chat_members, segments, barriers }
    }
}

fn check_people(segment: &str, people: &[String]) -> Result<(), ConfigError> {
    let Some(stranger) = people.iter().find(|person| user(person).is_none()) else { return Ok(()) };
    let key = format!("policy.segments.{segment}");
    let wanted = "users by their ids in the directory (GUIDs) or raw ids (\"8:acs:..\")";
    Err(ConfigError::value(&key, stranger, wanted))
}

/// The user of a GUID or of a raw id.
fn user(text: &str) -> Option<RawId> {
    let raw = RawId(if is_guid(text) { format!("8:orgid:{text}") } else { text.to_owned() });
    Identifier::parse(&raw).can_be_called().then_some(raw)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::{Options, command};
    use super::*;

    const ALICE: &str = "5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a01";
    const GUEST: &str = "8:acs:0ffc0011-0000-4000-8000-000000000002_5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a02";

    fn read(flags: &[&str], environment: &[(&str, &str)]) -> Result<Policy, String> {
        let flags = command().get_matches_from([&["offhook-server", "--dev"], flags].concat());
        let environment = environment.iter().map(|(name, value)| (OsString::from(name), value.into()));
        let options = Options::read(&flags, environment).map_err(|error| error.to_string())?;
        Ok(options.config.switchboard().policy)
    }

    fn segments(flags: &str) -> Result<Policy, String> {
        read(&["--policy.segments", flags], &[])
    }

    /// With two segments of one each.
    fn barriers(flags: &str) -> Result<Policy, String> {
        let segments = format!("{{research=[{ALICE}],sales=[{GUEST}]}}");
        read(&["--policy.segments", &segments, "--policy.barriers", flags], &[])
    }

    #[track_caller]
    fn assert_refused(read: Result<Policy, String>, wanted: &[&str]) {
        let error = read.expect_err("refused");
        wanted.iter().for_each(|wanted| assert!(error.contains(wanted), "no `{wanted}` in: {error}"));
    }

    #[test]
    fn variables_and_flags_hold_people_too() {
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let people =
            format!("{{research=[{}],\"all of us\"=[\"{ALICE}\"],sales=[{ALICE}]}}", ALICE.to_uppercase());
        let sales = format!("{{sales=[{GUEST}]}}");
        let variables = [
            ("OFFHOOK_POLICY__SEGMENTS", people.as_str()),
            ("OFFHOOK_POLICY__BARRIERS", "[[research,sales]]"),
            ("OFFHOOK_POLICY__ONLY_CHAT_MEMBERS", "false"),
        ];
        let flags = ["--policy.segments", &sales, "--policy.only-chat-members", "true"];
        let policy = read(&flags, &variables).unwrap();
        let alice = RawId(format!("8:orgid:{ALICE}"));
        let guest = RawId(GUEST.to_owned());
        let wanted = [(alice, of(&["all of us", "research"])), (guest, of(&["sales"]))];
        assert_eq!(policy.segments, wanted.into());
        assert_eq!(policy.barriers, [("research".to_owned(), "sales".to_owned())].into());
        assert!(policy.only_chat_members);
    }

    #[test]
    fn who_cannot_be_called_is_named() {
        for stranger in ["bob", "bob@contoso.com", "4:+14255550123", "28:orgid:5b20a0a0"] {
            let wanted = ["`policy.segments.research`", stranger, "GUIDs", "8:acs:"];
            assert_refused(segments(&format!("{{research=[{stranger}]}}")), &wanted);
        }
        assert_refused(segments(&format!("{{research={ALICE}}}")), &["`policy.segments.research`", ALICE]);
        assert_refused(segments(ALICE), &["`policy.segments`", "flags", "a map"]);
    }

    #[test]
    fn a_barrier_is_between_two_known_segments() {
        assert!(barriers("[[research,sales]]").is_ok());
        assert_refused(
            barriers("[[research,nobody]]"),
            &["`policy.barriers`", "\"nobody\"", "`policy.segments`"],
        );
        for wrong in ["[[research]]", "[[research,sales,research]]", "[[]]"] {
            assert_refused(barriers(wrong), &["`policy.barriers`", "pairs"]);
        }
        assert_refused(barriers("[research,sales]"), &["`policy.barriers.0`", "research"]);
    }

    #[test]
    fn nobody_is_on_both_sides_of_a_barrier() {
        assert_refused(barriers("[[sales,sales]]"), &["`policy.barriers`", GUEST, "`sales`"]);
        let capital = ALICE.to_uppercase();
        let both = format!("{{research=[{ALICE}],sales=[8:orgid:{capital}]}}");
        let flags = ["--policy.segments", &both, "--policy.barriers", "[[sales,research]]"];
        assert_refused(read(&flags, &[]), &["`policy.barriers`", &capital, "research", "sales"]);
    }
}
