//! What the operator has set holds at every moment, whatever people do.

use std::collections::BTreeSet;

use offhook_protocol::{EndpointId, RawId};
use offhook_switchboard::CallRecord;

use super::setting::Setting;
use super::walker::Walker;

pub(super) fn are_kept(walker: &Walker) -> Result<(), String> {
    let keeps = |call: &CallRecord| keeps_to(&walker.setting, call);
    walker
        .world
        .server_calls()
        .try_for_each(|call| keeps(call).map_err(|broken| format!("{}: {broken}", call.id)))
}

fn keeps_to(setting: &Setting, call: &CallRecord) -> Result<(), String> {
    let people: Vec<&RawId> = call.members.keys().collect();
    if people.len() > setting.server.max_participants {
        return Err(format!("{} people are more than the server allows", people.len()));
    }
    let pages: BTreeSet<&EndpointId> = call.legs.values().map(|leg| &leg.endpoint).collect();
    if pages.len() < call.legs.len() {
        return Err(format!("of {} legs two are of one page", call.legs.len()));
    }
    match &setting.apart {
        Some(apart) if apart.iter().all(|user| people.contains(&user)) => {
            Err("two people are in a call who may not talk".to_owned())
        }
        _ => Ok(()),
    }
}
