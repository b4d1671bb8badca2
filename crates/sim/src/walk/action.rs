use offhook_core::Sound;
use offhook_protocol::Slot;

use crate::browser::Device;

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
    Reload,
    AskToLeave,
    /// Into the browser's cache.
    PutAway,
    Freeze,
    Thaw,
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
    /// Something that no app should call as it is.
    Blunder,
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
    MuteIncoming,
    UnmuteIncoming,
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
    /// What the browser does next about descriptions fails.
    FailNegotiation,
    BlockMedia,
    UnblockMedia,
    Device(Slot, Device),
    Unplug(Slot),
    ChangeSource(Slot),
    DeviceTakes {
        millis: u64,
    },
    /// The browser notices something.
    Notice(Noticed),
    /// The page's clock, ahead of all others'.
    SetClock {
        hours: i64,
    },
    /// What the app's credential does from now on.
    Credential(Credential),
    RestartServer,
    StopServer,
    StartServer,
    BreakStorage,
    SlowStorage,
    MendStorage,
    WakeEarly,
    Weather(Sky),
    /// A page that keeps to no rule.
    Intrude,
    /// It says something, which the number decides.
    Mischief(u64),
    Wait {
        millis: u64,
    },
    Settle,
    /// Everything works for so long that all have to agree.
    Rest,
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
    /// Slow one way and fast the other.
    Lopsided,
}

/// What a browser notices.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Noticed {
    /// At the microphone.
    Sound(Sound),
    Stalled(Slot, bool),
    /// Of the others.
    Speaking(bool),
    /// How much is lost on the way.
    Loss(u32),
    /// Whether there are any.
    Devices(bool),
}

/// What an app's credential does when it is asked for a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Credential {
    Good,
    Refuses,
    Forges,
    IsSilent,
}
