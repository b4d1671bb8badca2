use std::time::Duration;

use crate::media::Sample;

/// How often the shell measures a connection.
pub const MEASURED_EVERY: Duration = Duration::from_secs(2);

/// `DiagnosticQuality`
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Quality {
    /// Nobody notices anything.
    #[default]
    Good,
    /// One has to listen closely.
    Poor,
    /// One hardly understands the other.
    Bad,
}

/// The worst that is still of a quality: the loss that codecs conceal (thousandths), and the round trip, twice the delays
/// of ITU-T G.114 (milliseconds).
const LIMITS: [(Quality, Sample); 2] = [
    (Quality::Good, Sample { lost: 30, round_trip: 300 }),
    (Quality::Poor, Sample { lost: 100, round_trip: 800 }),
];

impl Quality {
    fn of(sample: Sample) -> Quality {
        let within = |limit: &Sample| sample.lost <= limit.lost && sample.round_trip <= limit.round_trip;
        LIMITS.iter().find(|(_, limit)| within(limit)).map_or(Quality::Bad, |(quality, _)| *quality)
    }
}

/// What is said of one direction. Two samples in a row have to agree, so that a single lost burst is no news.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    told: Quality,
    last: Quality,
}

impl Judgement {
    pub(crate) fn take(&mut self, sample: Sample) {
        let quality = Quality::of(sample);
        if std::mem::replace(&mut self.last, quality) == quality {
            self.told = quality;
        }
    }

    pub(crate) fn quality(&self) -> Quality {
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::{Judgement, Quality, Sample};

    fn after(samples: &[(u32, u32)]) -> Quality {
        let mut judgement = Judgement::default();
        for (lost, round_trip) in samples {
            judgement.take(Sample { lost: *lost, round_trip: *round_trip });
        }
        judgement.quality()
    }

    #[test]
    fn two_samples_in_a_row_decide() {
        assert_eq!(after(&[]), Quality::Good);
        assert_eq!(after(&[(500, 0)]), Quality::Good);
        assert_eq!(after(&[(500, 0), (31, 0)]), Quality::Good);
        assert_eq!(after(&[(31, 0), (100, 0)]), Quality::Poor);
        assert_eq!(after(&[(101, 0), (999, 0), (0, 0)]), Quality::Bad);
        assert_eq!(after(&[(101, 0), (999, 0), (0, 0), (30, 300)]), Quality::Good);
    }

    #[test]
    fn a_long_way_is_as_bad_as_a_lossy_one() {
        assert_eq!(after(&[(0, 301), (0, 800)]), Quality::Poor);
        assert_eq!(after(&[(0, 801), (30, 801)]), Quality::Bad);
    }
}
