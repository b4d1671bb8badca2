use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Validation, decode};
use offhook_protocol::{ApiError, Identifier};
use offhook_switchboard::Identity;
use serde::Deserialize;
use serde_json::Value;

use super::{Claims, Keys};
use crate::clock::Clock;

/// For clocks that are not quite the same.
const LEEWAY_SECONDS: u32 = 5;

const WRONG_FORM: &str = "it is no JWT of the form that this server takes";

/// Tells good tokens from bad ones.
pub(crate) struct Verifier {
    keys: Keys,
    /// All but the issuer.
    rules: Validation,
    tenants: Option<Vec<String>>,
}

impl Verifier {
    pub(crate) fn new(keys: Keys, tenants: Option<Vec<String>>) -> Verifier {
        // The one configured algorithm: what a token's header says is compared with it, and never followed.
        let mut rules = Validation::new(keys.algorithm());
        rules.leeway = LEEWAY_SECONDS.into();
        rules.validate_nbf = true;
        rules.set_required_spec_claims(&["exp", "iss", "sub"]);
        Verifier { keys, rules, tenants }
    }

    /// The keys that tokens are verified with.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whom a token names, if it is one of these issuers' and allows calling.
    pub(crate) fn verify(&self, token: &str, issuers: &[String]) -> Result<Identity, ApiError> {
        let mut rules = self.rules.clone();
        rules.set_issuer(issuers);
        // Not read as claims at once: what is missing would be told less well.
        let verified = decode::<Value>(token, self.keys.verifying(), &rules);
        let claims = verified.map_err(|error| refused(&why(&error)))?.claims;
        let claims = Claims::deserialize(claims).map_err(|_| refused(WRONG_FORM))?;
        self.check_user(&claims).map_err(refused)?;
        if !claims.allows_calling() {
            return Err(ApiError::SCOPE_MISSING);
        }
        Ok(Identity {
            user: claims.sub,
            name: claims.name,
            tenant: claims.tid,
            expires: Clock::at_unix_time(claims.exp.saturating_add(LEEWAY_SECONDS.into())),
        })
    }

    fn check_user(&self, claims: &Claims) -> Result<(), &'static str> {
        let user = Identifier::parse(&claims.sub);
        if matches!(user, Identifier::Unknown { .. }) {
            return Err("its `sub` is no user's raw id");
        }
        match (&claims.tid, &self.tenants) {
            (None, _) if user.is_teams_user() => Err("it names a Teams user but no tenant (`tid`)"),
            (Some(tenant), Some(allowed)) if !allowed.contains(tenant) => {
                Err("users of its tenant (`tid`) may not sign in here")
            }
            _ => Ok(()),
        }
    }
}

/// Says what was wrong, and never what the token was.
fn refused(why: &str) -> ApiError {
    let message = format!("The token was refused: {why}. Get a new one from your server and try again.");
    ApiError { message: message.into(), ..ApiError::TOKEN_REFUSED }
}

fn why(error: &Error) -> String {
    match error.kind() {
        ErrorKind::ExpiredSignature => "it has expired (`exp`)".to_owned(),
        ErrorKind::ImmatureSignature => "it is not good yet (`nbf`)".to_owned(),
        ErrorKind::InvalidSignature => "its signature is not of this server's key".to_owned(),
        ErrorKind::InvalidAlgorithm => "it is signed by another algorithm than this server's".to_owned(),
        ErrorKind::InvalidIssuer => "its issuer (`iss`) is not this server's URL".to_owned(),
        ErrorKind::InvalidAudience => "it is meant for another audience (`aud`)".to_owned(),
        ErrorKind::MissingRequiredClaim(claim) => format!("it has no `{claim}`"),
        ErrorKind::InvalidClaimFormat(claim) => format!("its `{claim}` has a wrong form"),
        _ => WRONG_FORM.to_owned(),
    }
}
