use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::text::{cut, joined};

/// An identifier in its one-string form, such as `8:orgid:<guid>`: the key of users everywhere. It is kept as it was given, but
/// the GUIDs in it are the same in capital and small letters (RFC 9562 section 4), and so are raw ids.
#[derive(Clone, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawId(pub String);

impl RawId {
    /// The id as it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn small_letters(&self) -> impl Iterator<Item = u8> {
        self.0.bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

impl PartialEq for RawId {
    fn eq(&self, other: &RawId) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Ord for RawId {
    fn cmp(&self, other: &RawId) -> Ordering {
        self.small_letters().cmp(other.small_letters())
    }
}

impl PartialOrd for RawId {
    fn partial_cmp(&self, other: &RawId) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for RawId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.small_letters().for_each(|byte| state.write_u8(byte));
        state.write_u8(0xff);
    }
}

impl fmt::Display for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The cloud that an identity belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cloud {
    /// The public cloud.
    Public,
    /// The cloud of the US Department of Defense.
    Dod,
    /// The cloud of the US government's community, high.
    Gcch,
}

/// The kinds of identifiers of `@azure/communication-common`, with the fields that their raw ids carry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Identifier {
    /// `{ communicationUserId }`: the raw id itself.
    CommunicationUser {
        /// `8:acs:<resource>_<user>`, whole.
        id: String,
    },
    /// `{ phoneNumber }`, `4:<number>`.
    PhoneNumber {
        /// In E.164 form, or `anonymous`; with `_<asserted id>` behind it where there is one.
        number: String,
    },
    /// `{ microsoftTeamsUserId }`, `8:orgid:<guid>`.
    MicrosoftTeamsUser {
        /// The user's object id in the directory, or a visitor's id.
        id: String,
        /// A visitor who did not sign in, `8:teamsvisitor:`.
        is_anonymous: bool,
        /// Where the user lives.
        cloud: Cloud,
    },
    /// `{ teamsAppId }`, `28:orgid:<guid>`.
    MicrosoftTeamsApp {
        /// The app's id.
        id: String,
        /// Where the app lives.
        cloud: Cloud,
    },
    /// `{ userId, tenantId, resourceId }`, `8:acs:<resource>_<tenant>_<user>`.
    TeamsExtensionUser {
        /// The user's id.
        user: String,
        /// The user's tenant.
        tenant: String,
        /// The communication resource.
        resource: String,
        /// Where the user lives.
        cloud: Cloud,
    },
    /// `{ id }`: anything else, kept as it is.
    Unknown {
        /// The raw id itself.
        id: String,
    },
}

/// The longest raw id that names somebody, in bytes.
const LONGEST_ID: usize = 256;

impl Identifier {
    /// Reads a raw id. Whatever has no known form is [`Identifier::Unknown`].
    pub fn parse(raw: &RawId) -> Identifier {
        let text = raw.as_str();
        if let Some(number) = text.strip_prefix("4:") {
            return Identifier::PhoneNumber { number: number.to_owned() };
        }
        let unknown = || Identifier::Unknown { id: text.to_owned() };
        let Some((class, rest)) = cut(text, b':') else { return unknown() };
        let Some((space, rest)) = cut(rest, b':').filter(|(_, rest)| cut(rest, b':').is_none()) else {
            return unknown();
        };
        match (class, space) {
            ("8", "teamsvisitor") => Identifier::MicrosoftTeamsUser {
                id: rest.to_owned(),
                is_anonymous: true,
                cloud: Cloud::Public,
            },
            ("8", "acs") => communication_or_extension(text, rest, Cloud::Public),
            ("8", "dod-acs") => communication_or_extension(text, rest, Cloud::Dod),
            ("8", "gcch-acs") => communication_or_extension(text, rest, Cloud::Gcch),
            ("8", "spool") => Identifier::CommunicationUser { id: text.to_owned() },
            ("8" | "28", space) => match cloud_of(space) {
                Some(cloud) if class == "8" => {
                    Identifier::MicrosoftTeamsUser { id: rest.to_owned(), is_anonymous: false, cloud }
                }
                Some(cloud) => Identifier::MicrosoftTeamsApp { id: rest.to_owned(), cloud },
                None => unknown(),
            },
            _ => unknown(),
        }
    }

    /// The one-string form.
    pub fn raw_id(&self) -> RawId {
        let joined = |parts: &[&str]| RawId(joined(parts));
        match self {
            Identifier::CommunicationUser { id } | Identifier::Unknown { id } => RawId(id.clone()),
            Identifier::PhoneNumber { number } => joined(&["4:", number]),
            Identifier::MicrosoftTeamsUser { id, is_anonymous: true, .. } => joined(&["8:teamsvisitor:", id]),
            Identifier::MicrosoftTeamsUser { id, cloud, .. } => joined(&["8:", space_of(*cloud), ":", id]),
            Identifier::MicrosoftTeamsApp { id, cloud } => joined(&["28:", space_of(*cloud), ":", id]),
            Identifier::TeamsExtensionUser { user, tenant, resource, cloud } => {
                let space = match cloud {
                    Cloud::Public => "acs",
                    Cloud::Dod => "dod-acs",
                    Cloud::Gcch => "gcch-acs",
                };
                joined(&["8:", space, ":", resource, "_", tenant, "_", user])
            }
        }
    }

    /// Whether this is somebody who can sign in, and so be rung. What is too long is nobody's.
    pub fn can_be_called(&self) -> bool {
        self.is_teams_user() || matches!(self, Identifier::CommunicationUser { id } if id.len() <= LONGEST_ID)
    }

    /// Whether this is a person or app that a Teams user's token can name.
    pub fn is_teams_user(&self) -> bool {
        matches!(self, Identifier::MicrosoftTeamsUser { id, is_anonymous: false, .. } if id.len() <= LONGEST_ID)
    }
}

/// Whether the text has the form of a GUID, 8-4-4-4-12 hexadecimal digits (RFC 9562 section 4).
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn space_of(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Public => "orgid",
        Cloud::Dod => "dod",
        Cloud::Gcch => "gcch",
    }
}

fn cloud_of(space: &str) -> Option<Cloud> {
    match space {
        "orgid" => Some(Cloud::Public),
        "dod" => Some(Cloud::Dod),
        "gcch" => Some(Cloud::Gcch),
        _ => None,
    }
}

fn communication_or_extension(text: &str, rest: &str, cloud: Cloud) -> Identifier {
    let parts = cut(rest, b'_').and_then(|(resource, rest)| Some((resource, cut(rest, b'_')?)));
    match parts {
        Some((resource, (tenant, user))) if cut(user, b'_').is_none() => Identifier::TeamsExtensionUser {
            user: user.to_owned(),
            tenant: tenant.to_owned(),
            resource: resource.to_owned(),
            cloud,
        },
        _ => Identifier::CommunicationUser { id: text.to_owned() },
    }
}
