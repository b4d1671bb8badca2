//! Raw ids mean what `@azure/communication-common` means by them.

use std::cmp::Ordering;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use offhook_protocol::{Cloud, GroupId, Identifier, RawId, is_guid};

const GUID: &str = "37691ec4-57fb-4c0f-ae31-32791610cb14";

fn parse(raw: &str) -> Identifier {
    let raw = RawId(raw.to_owned());
    let identifier = Identifier::parse(&raw);
    assert_eq!(identifier.raw_id().as_str(), raw.as_str(), "the way back");
    identifier
}

fn teams_user(id: &str, is_anonymous: bool, cloud: Cloud) -> Identifier {
    Identifier::MicrosoftTeamsUser { id: id.to_owned(), is_anonymous, cloud }
}

fn communication_user(id: &str) -> Identifier {
    Identifier::CommunicationUser { id: id.to_owned() }
}

fn unknown(id: &str) -> Identifier {
    Identifier::Unknown { id: id.to_owned() }
}

#[test]
fn teams_users_of_each_cloud() {
    assert_eq!(parse(&format!("8:orgid:{GUID}")), teams_user(GUID, false, Cloud::Public));
    assert_eq!(parse(&format!("8:dod:{GUID}")), teams_user(GUID, false, Cloud::Dod));
    assert_eq!(parse(&format!("8:gcch:{GUID}")), teams_user(GUID, false, Cloud::Gcch));
}

#[test]
fn capital_letters_make_no_other_user() {
    let ids = [GUID.to_owned(), GUID.to_uppercase(), GUID.replace('4', "5")];
    let [small, capital, other] = ids.map(|guid| RawId(format!("8:orgid:{guid}")));
    let hash = |raw: &RawId| BuildHasherDefault::<DefaultHasher>::default().hash_one(raw);
    assert_eq!(small, capital);
    assert_eq!(small.cmp(&capital), Ordering::Equal);
    assert_eq!(hash(&small), hash(&capital));
    assert_ne!(small, other);
    assert_ne!(small.cmp(&other), Ordering::Equal);
}

#[test]
fn a_visitor_is_an_anonymous_teams_user() {
    assert_eq!(parse(&format!("8:teamsvisitor:{GUID}")), teams_user(GUID, true, Cloud::Public));
}

#[test]
fn teams_apps_of_each_cloud() {
    for (space, cloud) in [("orgid", Cloud::Public), ("dod", Cloud::Dod), ("gcch", Cloud::Gcch)] {
        let app = Identifier::MicrosoftTeamsApp { id: GUID.to_owned(), cloud };
        assert_eq!(parse(&format!("28:{space}:{GUID}")), app);
    }
}

#[test]
fn communication_users_keep_their_whole_raw_id() {
    for raw in
        ["8:acs:res_user", "8:dod-acs:res_user", "8:gcch-acs:res_user", "8:spool:res_user", "8:acs:user"]
    {
        assert_eq!(parse(raw), communication_user(raw));
    }
    assert_eq!(
        parse("8:acs:a_b_c_d"),
        communication_user("8:acs:a_b_c_d"),
        "four parts are no extension user"
    );
    assert_eq!(parse("8:spool:a_b_c"), communication_user("8:spool:a_b_c"), "nor is a spool user with three");
}

#[test]
fn three_parts_are_a_teams_extension_user() {
    for (space, cloud) in [("acs", Cloud::Public), ("dod-acs", Cloud::Dod), ("gcch-acs", Cloud::Gcch)] {
        let expected = Identifier::TeamsExtensionUser {
            user: "user".into(),
            tenant: "tenant".into(),
            resource: "res".into(),
            cloud,
        };
        assert_eq!(parse(&format!("8:{space}:res_tenant_user")), expected);
    }
}

#[test]
fn phone_numbers() {
    for number in ["+12345556789", "anonymous", "+12345556789_123", "", "a:b:c"] {
        let phone = Identifier::PhoneNumber { number: number.to_owned() };
        assert_eq!(parse(&format!("4:{number}")), phone);
    }
}

#[test]
fn whatever_else_is_unknown_and_kept() {
    for raw in
        ["", "8", "8:", "8:orgid", "8:foo:x", "28:acs:x", "48:orgid:x", "8:orgid:a:b", "28:gcch-foo:x", "x"]
    {
        assert_eq!(parse(raw), unknown(raw));
    }
}

#[test]
fn only_who_has_a_directory_entry_is_a_teams_user() {
    assert!(parse(&format!("8:orgid:{GUID}")).is_teams_user());
    assert!(parse(&format!("8:gcch:{GUID}")).is_teams_user());
    for raw in ["8:teamsvisitor:x", "28:orgid:x", "8:acs:a_b", "8:acs:a_b_c", "4:+1", "x"] {
        assert!(!parse(raw).is_teams_user(), "{raw}");
    }
}

#[test]
fn guids() {
    assert!(is_guid(GUID));
    assert!(is_guid(&GUID.to_uppercase()));
    let braced = format!("{{{GUID}}}");
    let wrong =
        ["", "37691ec457fb4c0fae3132791610cb14", "37691ec4-57fb-4c0f-ae31-32791610cb1", braced.as_str()];
    for text in wrong {
        assert!(!is_guid(text), "{text}");
    }
    assert!(!is_guid("37691ec4-57fb-4c0f-ae31-32791610cb1g"));
    assert!(!is_guid("37691ec4-57fb-4c0f-ae3132791610cb14-"));
    assert!(!is_guid("37691ec4-57fb-4c0f-ae31-32791610cb1é"), "35 characters in 36 bytes");
}

#[test]
fn a_group_has_one_form_of_its_guid() {
    let group = |text: &str| GroupId(text.to_owned());
    assert_eq!(group(&GUID.to_uppercase()).canonical(), Some(group(GUID)));
    assert_eq!(group(GUID).canonical(), Some(group(GUID)));
    assert_eq!(group("standup").canonical(), None);
}
