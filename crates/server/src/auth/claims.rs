use offhook_protocol::RawId;
use serde::{Deserialize, Deserializer, Serialize};

/// Without it in `scp` a token is not for calling.
pub(crate) const CALLING_SCOPE: &str = "voip";

/// What a token says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// Whom it names.
    pub(crate) sub: RawId,
    /// The server's URL.
    pub(crate) iss: String,
    /// Until when it is good, in seconds since 1970.
    #[serde(deserialize_with = "numeric_date")]
    pub(crate) exp: i64,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some_numeric_date")]
    pub(crate) iat: Option<i64>,
    /// Its own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) jti: Option<String>,
    /// The tenant of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tid: Option<String>,
    /// What others see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// What it allows, with spaces between (RFC 8693 section 4.2).
    #[serde(default)]
    pub(crate) scp: String,
}

impl Claims {
    pub(crate) fn allows_calling(&self) -> bool {
        self.scp.split_ascii_whitespace().any(|scope| scope == CALLING_SCOPE)
    }
}

/// A `NumericDate` may have a fraction.
fn numeric_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    f64::deserialize(deserializer).map(|seconds| seconds as i64)
}

fn some_numeric_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    numeric_date(deserializer).map(Some)
}
