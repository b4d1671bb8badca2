//! Whatever is sent is received as it was.

mod strategies;

use offhook_protocol::{CallPatch, Identifier, RawId};
use proptest::prelude::*;

proptest! {
    #[test]
    fn client_frames(frame in strategies::client_frame()) {
        let text = serde_json::to_string(&frame).unwrap();
        prop_assert_eq!(frame, serde_json::from_str(&text).unwrap());
    }

    #[test]
    fn server_frames(frame in strategies::server_frame()) {
        let text = serde_json::to_string(&frame).unwrap();
        prop_assert_eq!(frame, serde_json::from_str(&text).unwrap());
    }

    #[test]
    fn a_patch_turns_the_old_view_into_the_new_one(old in strategies::call_view(), new in strategies::call_view()) {
        // What never changes of a call is no part of a patch.
        let new = offhook_protocol::CallView {
            state: new.state,
            // It stays one.
            group: new.group.or(old.group.clone()),
            orders: new.orders,
            participants: new.participants,
            peers: new.peers,
            ..old.clone()
        };
        let mut patched = old.clone();
        match CallPatch::between(&old, &new) {
            Some(patch) => patch.apply(&mut patched),
            None => prop_assert_eq!(&old, &new),
        }
        prop_assert_eq!(patched, new);
    }

    #[test]
    fn equal_views_have_no_patch(view in strategies::call_view()) {
        prop_assert_eq!(CallPatch::between(&view, &view), None);
    }

    #[test]
    fn a_patch_applied_twice_is_applied_once(
        view in strategies::call_view(),
        patch in strategies::call_patch(),
    ) {
        let mut once = view;
        patch.clone().apply(&mut once);
        let mut twice = once.clone();
        patch.apply(&mut twice);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn identifiers(identifier in strategies::identifier()) {
        prop_assert_eq!(Identifier::parse(&identifier.raw_id()), identifier);
    }

    #[test]
    fn raw_ids(raw in "(4|8|28|x)?:?(orgid|dod|gcch|acs|dod-acs|gcch-acs|spool|teamsvisitor|foo)?:?[a-c_:]{0,8}") {
        let raw = RawId(raw);
        prop_assert_eq!(Identifier::parse(&raw).raw_id(), raw);
    }
}
