use std::collections::VecDeque;

use hmac::{Hmac, Mac};
use offhook_protocol::Timestamp;
use sha2::Sha256;

use crate::config::Config;
use crate::input::Fresh;
use crate::mail::Mail;
use crate::output::Output;
use crate::tally::Tally;

/// What a part has before it while it handles one message: the time, fresh ids, and where to put mail and outputs.
pub(crate) struct Desk<'a> {
    pub(crate) now: Timestamp,
    pub(crate) config: &'a Config,
    pub(crate) tally: &'a mut Tally,
    pub(crate) ids: &'a mut Ids,
    pub(crate) mail: &'a mut VecDeque<Mail>,
    pub(crate) outputs: &'a mut VecDeque<Output>,
}

impl Desk<'_> {
    pub(crate) fn post(&mut self, mail: Mail) {
        self.mail.push_back(mail);
    }
}

/// The ids that one input may make. All are derived from its fresh number, which nobody is told, by a pseudorandom function
/// (NIST SP 800-108 section 4.1): so whoever has been told one cannot tell another.
pub(crate) struct Ids {
    fresh: Fresh,
    made: u32,
}

impl Ids {
    pub(crate) fn new(fresh: Fresh) -> Ids {
        Ids { fresh, made: 0 }
    }

    /// A GUID of version 4 (RFC 9562 section 5.4).
    pub(crate) fn guid(&mut self) -> String {
        let bits = self.next();
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            (bits >> 96) as u32,
            (bits >> 80) as u16,
            (bits >> 64) as u16 & 0xfff,
            (bits >> 48) as u16 & 0x3fff | 0x8000,
            bits as u64 & 0xffff_ffff_ffff,
        )
    }

    fn next(&mut self) -> u128 {
        self.made += 1;
        // A key of the function's block, so that there is none of a wrong length.
        let mut key = [0; 64];
        key[..16].copy_from_slice(&self.fresh.0.to_be_bytes());
        let mac = Hmac::<Sha256>::new(&key.into()).chain_update(self.made.to_be_bytes());
        let tag = mac.finalize().into_bytes();
        tag.iter().take(16).fold(0, |bits, byte| bits << 8 | u128::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three(fresh: u128) -> [String; 3] {
        let mut ids = Ids::new(Fresh(fresh));
        [ids.guid(), ids.guid(), ids.guid()]
    }

    #[test]
    fn the_same_number_makes_the_same_ids() {
        assert_eq!(three(7), three(7));
    }

    #[test]
    fn ids_are_guids_of_version_4() {
        for id in three(u128::MAX) {
            let (version, variant) = (&id[14..15], &id[19..20]);
            assert!(offhook_protocol::is_guid(&id) && version == "4" && "89ab".contains(variant), "{id}");
        }
    }

    #[test]
    fn no_id_tells_another() {
        let all: Vec<String> = [three(7), three(8)].concat();
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let alike = one.bytes().zip(other.bytes()).filter(|(a, b)| a == b).count();
                // Of 36 the five that never differ, and one in sixteen of the others.
                assert!(alike < 18, "{one} and {other} are alike");
            }
        }
    }

    #[test]
    fn the_derivation_is_hmac_sha256() {
        // printf '\0\0\0\1' | openssl dgst -sha256 -mac hmac -macopt hexkey:00000000000000000000000000000007
        assert_eq!(three(7)[0], "d068a16c-cc87-4d75-b7ce-da9b31921631");
    }
}
