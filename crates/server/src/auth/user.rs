use offhook_protocol::{RawId, is_guid};
use uuid::Uuid;

/// The tenant of everybody who names none, so that they are colleagues.
pub(crate) const TENANT: &str = "0ffc0011-0000-4000-8000-000000000001";
/// The resource that communication users belong to.
const RESOURCE: &str = "0ffc0011-0000-4000-8000-000000000002";

/// The kinds of users that tokens are made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    #[default]
    Teams,
    Communication,
}

impl Kind {
    /// The raw id of a user of this kind.
    pub(crate) fn raw_id(self, guid: &str) -> RawId {
        match self {
            Kind::Teams => RawId(format!("8:orgid:{guid}")),
            Kind::Communication => RawId(format!("8:acs:{RESOURCE}_{guid}")),
        }
    }

    /// Communication users have no tenant, unless somebody wants them to.
    pub(crate) fn tenant(self, wanted: Option<String>) -> Option<String> {
        match self {
            Kind::Teams => Some(wanted.unwrap_or_else(|| TENANT.to_owned())),
            Kind::Communication => wanted,
        }
    }
}

pub(crate) fn new_guid() -> String {
    Uuid::new_v4().to_string()
}

/// What is wrong with a text that should be a GUID.
pub(crate) fn check_guid(text: &str) -> Result<(), String> {
    let wrong = || format!("wanted a GUID such as \"{}\"", new_guid());
    is_guid(text).then_some(()).ok_or_else(wrong)
}
