//! The identifier objects of `@azure/communication-common`, and back.

use offhook_protocol::text::cut_last;
use offhook_protocol::{ApiError, Cloud, Identifier, RawId};
use wasm_bindgen::JsValue;

use crate::errors::NO_IDENTIFIER;
use crate::object::{get, plain, set};

/// Reads an identifier that an app passed, with or without `kind` and `rawId`.
pub(crate) fn from_js(js: &JsValue) -> Result<RawId, ApiError> {
    let text = |name: &str| get(js, name).as_string();
    if let Some(id) = text("communicationUserId") {
        return Ok(RawId(id));
    }
    let Some(identifier) = by_fields(js, text) else {
        return text("id").map(RawId).ok_or(NO_IDENTIFIER);
    };
    let raw = text("rawId").filter(|raw| !raw.is_empty());
    Ok(raw.map_or_else(|| identifier.raw_id(), RawId))
}

/// The kinds whose raw id has to be put together.
fn by_fields(js: &JsValue, text: impl Fn(&str) -> Option<String>) -> Option<Identifier> {
    let cloud = || match text("cloud").as_deref() {
        Some("dod") => Cloud::Dod,
        Some("gcch") => Cloud::Gcch,
        _ => Cloud::Public,
    };
    if let Some(number) = text("phoneNumber") {
        return Some(Identifier::PhoneNumber { number });
    }
    if let Some(id) = text("microsoftTeamsUserId") {
        let is_anonymous = get(js, "isAnonymous").is_truthy();
        return Some(Identifier::MicrosoftTeamsUser { id, is_anonymous, cloud: cloud() });
    }
    if let Some(id) = text("teamsAppId") {
        return Some(Identifier::MicrosoftTeamsApp { id, cloud: cloud() });
    }
    let (user, tenant, resource) = (text("userId")?, text("tenantId")?, text("resourceId")?);
    Some(Identifier::TeamsExtensionUser { user, tenant, resource, cloud: cloud() })
}

/// The object that `createIdentifierFromRawId` of `@azure/communication-common` makes of a raw id.
pub(crate) fn to_js(raw: &RawId) -> JsValue {
    let text = |text: &str| JsValue::from_str(text);
    match Identifier::parse(raw) {
        Identifier::CommunicationUser { id } => {
            plain(&[("kind", text("communicationUser")), ("communicationUserId", text(&id))])
        }
        Identifier::PhoneNumber { number } => plain(&[
            ("kind", text("phoneNumber")),
            ("phoneNumber", text(&number)),
            ("isAnonymous", (number == "anonymous").into()),
            ("assertedId", asserted_id(&number).map_or(JsValue::UNDEFINED, text)),
        ]),
        Identifier::MicrosoftTeamsUser { id, is_anonymous, cloud } => {
            let js = plain(&[
                ("kind", text("microsoftTeamsUser")),
                ("microsoftTeamsUserId", text(&id)),
                ("isAnonymous", is_anonymous.into()),
            ]);
            if !is_anonymous {
                set(&js, "cloud", &text(name(cloud)));
            }
            js
        }
        Identifier::MicrosoftTeamsApp { id, cloud } => plain(&[
            ("kind", text("microsoftTeamsApp")),
            ("teamsAppId", text(&id)),
            ("cloud", text(name(cloud))),
        ]),
        Identifier::TeamsExtensionUser { user, tenant, resource, cloud } => plain(&[
            ("kind", text("teamsExtensionUser")),
            ("userId", text(&user)),
            ("tenantId", text(&tenant)),
            ("resourceId", text(&resource)),
            ("cloud", text(name(cloud))),
        ]),
        Identifier::Unknown { id } => plain(&[("kind", text("unknown")), ("id", text(&id))]),
    }
}

fn name(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Public => "public",
        Cloud::Dod => "dod",
        Cloud::Gcch => "gcch",
    }
}

/// What a gateway vouches for stands behind the number, after an underscore.
fn asserted_id(number: &str) -> Option<&str> {
    cut_last(number, b'_').map(|(_, asserted)| asserted).filter(|asserted| !asserted.is_empty())
}
