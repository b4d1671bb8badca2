/// One field of the API, and what it is made of.
pub(super) struct Field {
    pub(super) name: &'static str,
    /// Where the stat names the one that has it; empty where that is the stat itself.
    pub(super) of: &'static str,
    pub(super) stat: &'static str,
    /// If not empty: by how much it has grown is shown, for each one that this has grown by,
    pub(super) per: &'static str,
    /// and without what this has grown by.
    pub(super) less: &'static str,
    /// The unit.
    pub(super) times: f32,
}

const OWN: &str = "";
pub(super) const CODEC: &str = "codecId";
/// What the other end reported of the stream by RTCP.
const REMOTE: &str = "remoteId";
const SOURCE: &str = "mediaSourceId";
const PAIR: &str = "selectedCandidatePairId";

const BITS: f32 = 8.0;
const MILLISECONDS: f32 = 1000.0;
/// The API's loudest sound; W3C's is 1.
const LOUDEST: f32 = 65536.0;

/// Of an `outbound-rtp`.
pub(super) const SENT: &[Field] = &[
    same("codecName", CODEC, "mimeType"),
    per_second("bitrate", OWN, "bytesSent", BITS),
    of("jitterInMs", REMOTE, "jitter", MILLISECONDS),
    same("packets", OWN, "packetsSent"),
    per_second("packetsPerSecond", OWN, "packetsSent", 1.0),
    same("packetsLost", REMOTE, "packetsLost"),
    per_second("packetsLostPerSecond", REMOTE, "packetsLost", 1.0),
    of("rttInMs", REMOTE, "roundTripTime", MILLISECONDS),
    of("audioInputLevel", SOURCE, "audioLevel", LOUDEST),
    same("frameRateInput", SOURCE, "framesPerSecond"),
    same("frameWidthInput", SOURCE, "width"),
    same("frameHeightInput", SOURCE, "height"),
    same("framesEncoded", OWN, "framesEncoded"),
    per_second("frameRateEncoded", OWN, "framesEncoded", 1.0),
    same("framesSent", OWN, "framesSent"),
    per_second("frameRateSent", OWN, "framesSent", 1.0),
    same("frameWidthSent", OWN, "frameWidth"),
    same("frameHeightSent", OWN, "frameHeight"),
    same("keyFramesEncoded", OWN, "keyFramesEncoded"),
    same("transportId", OWN, "transportId"),
];

/// Of an `inbound-rtp`.
pub(super) const RECEIVED: &[Field] = &[
    same("codecName", CODEC, "mimeType"),
    per_second("bitrate", OWN, "bytesReceived", BITS),
    of("jitterInMs", OWN, "jitter", MILLISECONDS),
    same("packets", OWN, "packetsReceived"),
    per_second("packetsPerSecond", OWN, "packetsReceived", 1.0),
    same("packetsLost", OWN, "packetsLost"),
    per_second("packetsLostPerSecond", OWN, "packetsLost", 1.0),
    of("rttInMs", REMOTE, "roundTripTime", MILLISECONDS),
    Field {
        per: "jitterBufferEmittedCount",
        ..of("jitterBufferDelayInMs", OWN, "jitterBufferDelay", MILLISECONDS)
    },
    of("audioOutputLevel", OWN, "audioLevel", LOUDEST),
    Field {
        less: "silentConcealedSamples",
        per: "totalSamplesReceived",
        ..same("healedRatio", OWN, "concealedSamples")
    },
    per_second("frameRateDecoded", OWN, "framesDecoded", 1.0),
    per_second("frameRateReceived", OWN, "framesReceived", 1.0),
    same("frameWidthReceived", OWN, "frameWidth"),
    same("frameHeightReceived", OWN, "frameHeight"),
    of("totalFreezeDurationInMs", OWN, "totalFreezesDuration", MILLISECONDS),
    same("framesReceived", OWN, "framesReceived"),
    same("framesDropped", OWN, "framesDropped"),
    same("framesDecoded", OWN, "framesDecoded"),
    same("keyFramesDecoded", OWN, "keyFramesDecoded"),
    same("transportId", OWN, "transportId"),
];

/// Of a `transport`.
pub(super) const TRANSPORT: &[Field] = &[
    of("rttInMs", PAIR, "currentRoundTripTime", MILLISECONDS),
    same("availableIncomingBitrate", PAIR, "availableIncomingBitrate"),
    same("availableOutgoingBitrate", PAIR, "availableOutgoingBitrate"),
];

const fn of(name: &'static str, of: &'static str, stat: &'static str, times: f32) -> Field {
    Field { name, of, stat, per: "", less: "", times }
}

const fn same(name: &'static str, stat_of: &'static str, stat: &'static str) -> Field {
    of(name, stat_of, stat, 1.0)
}

/// A stat's timestamp is in milliseconds.
const fn per_second(name: &'static str, stat_of: &'static str, stat: &'static str, times: f32) -> Field {
    Field { per: "timestamp", ..of(name, stat_of, stat, times * 1000.0) }
}
