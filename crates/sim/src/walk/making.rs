//! How walks are made up.

use offhook_core::{CaptureError, Sound};
use offhook_protocol::Slot;

use super::action::{Action, Chat, Credential, Noticed, Sky, What};
use crate::browser::Device;
use crate::random::Random;

/// Makes up a walk.
pub(super) fn make_up(random: &mut Random, length: usize) -> Vec<Action> {
    let opening = (0..4).map(|who| Action { who, whom: 0, what: What::OpenPage });
    let rest = (0..length).flat_map(|_| step(random)).collect::<Vec<_>>();
    let rests = if random.chance(0.3) { 1 } else { 0 };
    let intrusions = if random.chance(0.2) { length / 2 } else { 0 };
    let mut actions: Vec<Action> = opening.chain(rest).collect();
    for _ in 0..rests {
        actions.insert(random.below(actions.len()), Action { who: 0, whom: 0, what: What::Rest });
    }
    for _ in 0..intrusions {
        actions.insert(random.below(actions.len()), intrusion(random));
    }
    actions
}

fn intrusion(random: &mut Random) -> Action {
    let what = match random.chance(0.2) {
        true => What::Intrude,
        false => What::Mischief(random.bits() as u64),
    };
    Action { who: random.below(60), whom: 0, what }
}

/// Mostly one action, and sometimes several of one page at the same moment.
fn step(random: &mut Random) -> Vec<Action> {
    let first = Action { who: random.below(60), whom: random.below(60), what: what(random) };
    let more = if random.chance(0.1) { 1 + random.below(3) } else { 0 };
    let more: Vec<Action> = (0..more).map(|_| Action { what: of_a_call(random), ..first.clone() }).collect();
    [first].into_iter().chain(more).chain([pause(random)]).collect()
}

fn of_a_call(random: &mut Random) -> What {
    match random.below(10) {
        0..2 => What::Accept { muted: random.chance(0.2), video: random.chance(0.3) },
        2 => What::Reject,
        3..5 => What::HangUp,
        _ => in_a_call(random),
    }
}

fn what(random: &mut Random) -> What {
    match random.below(100) {
        0..7 => What::Call { muted: random.chance(0.2), video: random.chance(0.3) },
        7..13 => What::CallGroup { chat: chat(random) },
        13..17 => What::Join,
        17..38 => What::Accept { muted: random.chance(0.2), video: random.chance(0.3) },
        38..66 => in_a_call(random),
        66..70 => What::HangUp,
        70..72 => What::Reject,
        72..79 => presence(random),
        79..90 => network(random),
        90..95 => device(random),
        95..97 => [What::WakeEarly, What::Blunder][random.below(2)].clone(),
        97 => What::Weather(sky(random)),
        _ => server(random),
    }
}

fn in_a_call(random: &mut Random) -> What {
    match random.below(36) {
        0..3 => What::Mute,
        3..6 => What::Unmute,
        6..8 => What::StartVideo,
        8..10 => What::StopVideo,
        10..12 => What::StartAudio,
        12 => What::ServerCallId,
        13 => What::DisturbTheDead,
        14..17 => What::Hold,
        17..19 => What::Resume,
        19..22 => What::StartScreen,
        22 => What::StopScreen,
        23..25 => What::Show { height: [0, 0, 180, 720][random.below(4)] },
        25..30 => to_others(random),
        30 => What::MuteIncoming,
        31 => What::UnmuteIncoming,
        _ => What::Notice(noticed(random)),
    }
}

fn to_others(random: &mut Random) -> What {
    match random.below(10) {
        0..4 => What::Add(chat(random)),
        4..6 => What::Remove,
        6..8 => What::MuteOne,
        8 => What::MuteAll,
        _ => What::EndForEveryone,
    }
}

fn chat(random: &mut Random) -> Chat {
    match random.below(10) {
        0..5 => Chat::None,
        5..7 => Chat::Everybodys,
        7 => Chat::Own,
        8 => Chat::Others,
        _ => Chat::Unknown,
    }
}

fn presence(random: &mut Random) -> What {
    match random.below(18) {
        0..4 => What::OpenPage,
        4 => What::Dispose,
        5 => What::ClosePage,
        6 => What::AskToLeave,
        7 => What::KillPage,
        8..10 => What::Reload,
        10..12 => What::Credential(credential(random)),
        12 => What::PutAway,
        13 => What::Freeze,
        14..16 => What::Thaw,
        16 => What::SetClock { hours: [-3, 0, 0, 2][random.below(4)] },
        _ => What::PowerOff,
    }
}

fn network(random: &mut Random) -> What {
    match random.below(18) {
        0..2 => What::Cut,
        2..7 => What::Restore,
        7..9 => What::BreakConnections,
        9..11 => What::ChangeNetwork,
        11..15 => What::BlockMedia,
        15 => What::UnblockMedia,
        16 => [What::BrowserSays { online: false }, What::FailNegotiation][random.below(2)].clone(),
        _ => What::BrowserSays { online: true },
    }
}

fn server(random: &mut Random) -> What {
    match random.below(10) {
        0..3 => What::RestartServer,
        3 => What::StopServer,
        4..6 => What::StartServer,
        6 => What::BreakStorage,
        7 => What::SlowStorage,
        _ => What::MendStorage,
    }
}

fn credential(random: &mut Random) -> Credential {
    use Credential::*;
    [Good, Good, Good, Refuses, Forges, IsSilent][random.below(6)]
}

fn device(random: &mut Random) -> What {
    let slot = [Slot::Microphone, Slot::Camera, Slot::Screen][random.below(3)];
    match random.below(10) {
        0 => {
            let causes = [CaptureError::Denied, CaptureError::NotFound, CaptureError::Unavailable];
            What::Device(slot, Device::Fails(causes[random.below(3)]))
        }
        1 => What::Device(slot, Device::Unanswered),
        2..6 => What::Device(slot, Device::Works),
        6..8 => What::ChangeSource(slot),
        8 => What::DeviceTakes { millis: [0, 30, 30, 2_000][random.below(4)] },
        _ => What::Unplug(slot),
    }
}

fn noticed(random: &mut Random) -> Noticed {
    let yes = random.chance(0.5);
    match random.below(5) {
        0 => Noticed::Sound([Sound::Nothing, Sound::Quiet, Sound::Voice][random.below(3)]),
        1 => Noticed::Stalled([Slot::Microphone, Slot::Camera, Slot::Screen][random.below(3)], yes),
        2 => Noticed::Speaking(yes),
        3 => Noticed::Loss([0, 50, 500][random.below(3)]),
        _ => Noticed::Devices(yes),
    }
}

fn sky(random: &mut Random) -> Sky {
    [Sky::Calm, Sky::Windy, Sky::Windy, Sky::Lopsided, Sky::Stormy][random.below(5)]
}

/// Mostly short, so that actions meet what is still on its way.
fn pause(random: &mut Random) -> Action {
    let what = match random.below(20) {
        0..4 => What::Wait { millis: 0 },
        4..12 => What::Wait { millis: random.below(120) as u64 },
        12..17 => What::Wait { millis: random.below(2_000) as u64 },
        17..19 => What::Settle,
        _ => What::Wait { millis: random.below(70_000) as u64 },
    };
    Action { who: 0, whom: 0, what }
}
