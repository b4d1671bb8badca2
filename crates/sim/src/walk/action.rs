use offhook_core::CaptureError;
use offhook_protocol::Slot;

use crate::browser::Device;
use crate::random::Random;

/// Something that a user, a device, the network or the server does. Whom it concerns is said by numbers that are taken
/// modulo however many there are, so that any list of actions can be walked, also one from which some were taken out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Action {
    pub(super) who: usize,
    pub(super) whom: usize,
    pub(super) what: What,
}

/// What is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum What {
    OpenPage,
    Dispose,
    ClosePage,
    AskToLeave,
    KillPage,
    PowerOff,
    Call {
        muted: bool,
        video: bool,
    },
    CallGroup {
        chat: Chat,
    },
    Join,
    Add(Chat),
    Remove,
    MuteOne,
    MuteAll,
    Hold,
    Resume,
    StartScreen,
    StopScreen,
    Show {
        height: u32,
    },
    EndForEveryone,
    Accept {
        muted: bool,
        video: bool,
    },
    Reject,
    HangUp,
    Mute,
    Unmute,
    StartAudio,
    StartVideo,
    StopVideo,
    ServerCallId,
    /// Some method of a call that is over.
    DisturbTheDead,
    Cut,
    Restore,
    BreakConnections,
    ChangeNetwork,
    BrowserSays {
        online: bool,
    },
    BlockMedia,
    UnblockMedia,
    Device(Slot, Device),
    Unplug(Slot),
    ChangeSource(Slot),
    RestartServer,
    BreakStorage,
    MendStorage,
    WakeEarly,
    Weather(Sky),
    Wait {
        millis: u64,
    },
    Settle,
}

/// Which chat is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Chat {
    None,
    Everybodys,
    /// Of everybody but the one who names it.
    Others,
    /// In which nobody else is.
    Own,
    Unknown,
}

/// How the weather is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sky {
    Calm,
    Windy,
    Stormy,
}

/// Makes up a walk.
pub(super) fn make_up(random: &mut Random, length: usize) -> Vec<Action> {
    let opening = (0..4).map(|who| Action { who, whom: 0, what: What::OpenPage });
    let rest = (0..length).flat_map(|_| [action(random), pause(random)]).collect::<Vec<_>>();
    opening.chain(rest).collect()
}

fn action(random: &mut Random) -> Action {
    let what = match random.below(100) {
        0..8 => What::Call { muted: random.chance(0.2), video: random.chance(0.3) },
        8..13 => What::CallGroup { chat: chat(random) },
        13..17 => What::Join,
        17..39 => What::Accept { muted: random.chance(0.2), video: random.chance(0.3) },
        39..68 => in_a_call(random),
        68..72 => What::HangUp,
        72..74 => What::Reject,
        74..80 => presence(random),
        80..91 => network(random),
        91..96 => device(random),
        96..98 => What::WakeEarly,
        98 => What::Weather(sky(random)),
        _ => What::RestartServer,
    };
    Action { who: random.below(60), whom: random.below(60), what }
}

fn in_a_call(random: &mut Random) -> What {
    match random.below(30) {
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
        _ => to_others(random),
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
    match random.below(9) {
        0..4 => What::OpenPage,
        4 => What::Dispose,
        5 => What::ClosePage,
        6 => What::AskToLeave,
        7 => What::KillPage,
        _ => What::PowerOff,
    }
}

fn network(random: &mut Random) -> What {
    match random.below(20) {
        0..2 => What::Cut,
        2..7 => What::Restore,
        7..9 => What::BreakConnections,
        9..11 => What::ChangeNetwork,
        11..15 => What::BlockMedia,
        15 => What::UnblockMedia,
        16 => What::BrowserSays { online: false },
        17 => What::BrowserSays { online: true },
        18 => What::BreakStorage,
        _ => What::MendStorage,
    }
}

fn device(random: &mut Random) -> What {
    let slot = [Slot::Microphone, Slot::Camera, Slot::Screen][random.below(3)];
    match random.below(9) {
        0 => {
            let causes = [CaptureError::Denied, CaptureError::NotFound, CaptureError::Unavailable];
            What::Device(slot, Device::Fails(causes[random.below(3)]))
        }
        1 => What::Device(slot, Device::Unanswered),
        2..6 => What::Device(slot, Device::Works),
        6..8 => What::ChangeSource(slot),
        _ => What::Unplug(slot),
    }
}

fn sky(random: &mut Random) -> Sky {
    [Sky::Calm, Sky::Windy, Sky::Windy, Sky::Stormy][random.below(4)]
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
