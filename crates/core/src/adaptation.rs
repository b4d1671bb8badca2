//! How much of a picture a sender gives to each receiver of a mesh: by how many there are, as it encodes for each of them anew,
//! and by how large each shows it.

use offhook_protocol::Slot;

/// The most that is sent of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Pixels.
    pub height: u32,
    /// Frames a second.
    pub frames: u32,
    /// Thousands of bits a second.
    pub kilobits: u32,
}

const fn shape(height: u32, frames: u32, kilobits: u32) -> Shape {
    Shape { height, frames, kilobits }
}

/// A camera's steps. A receiver gets the first one that is as high as the picture is shown, and no more than the number of
/// receivers allows.
const CAMERA: [Shape; 7] = [
    shape(90, 10, 60),
    shape(180, 15, 150),
    shape(270, 20, 300),
    shape(360, 25, 500),
    shape(540, 30, 900),
    shape(720, 30, 1500),
    shape(1080, 30, 2500),
];

/// The highest step for one receiver, for two, and so on; the last for any more.
const HIGHEST_STEP: [usize; 7] = [6, 5, 4, 3, 2, 2, 1];

/// A screen has to be read, so it keeps its pixels and gives frames instead: for one receiver, two, and so on.
const SCREEN: [Shape; 7] = [
    shape(1080, 30, 2500),
    shape(1080, 15, 2000),
    shape(1080, 15, 1500),
    shape(1080, 10, 1000),
    shape(1080, 5, 800),
    shape(1080, 5, 700),
    shape(1080, 5, 600),
];

impl Shape {
    /// What one of `receivers` gets that shows the picture `shown` pixels high; nothing where it does not show it. What a
    /// receiver shows that has not said so yet is not known.
    pub(crate) fn of(slot: Slot, receivers: usize, shown: Option<u32>) -> Option<Shape> {
        let at = receivers.clamp(1, HIGHEST_STEP.len()) - 1;
        match (slot, shown) {
            (_, Some(0)) => None,
            (Slot::Screen, _) => Some(SCREEN[at]),
            (_, shown) => {
                let high_enough = |shown| CAMERA.iter().position(|step| step.height >= shown);
                let wanted = shown.and_then(high_enough).unwrap_or(CAMERA.len() - 1);
                Some(CAMERA[wanted.min(HIGHEST_STEP[at])])
            }
        }
    }
}

/// The height that a receiver tells for the one that it shows: every change of a window's size would be too many words.
pub(crate) fn step(height: u32) -> u32 {
    let high_enough = CAMERA.iter().map(|step| step.height).find(|step| *step >= height);
    if height == 0 { 0 } else { high_enough.unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_resized_says_little() {
        let told: std::collections::BTreeSet<u32> = (0..3000).map(step).collect();
        assert_eq!(told.into_iter().collect::<Vec<_>>(), [0, 90, 180, 270, 360, 540, 720, 1080, u32::MAX]);
        assert!((1..3000).all(|height| Shape::of(Slot::Camera, 1, Some(height))
            == Shape::of(Slot::Camera, 1, Some(step(height)))));
    }

    fn camera(receivers: usize, shown: Option<u32>) -> (u32, u32, u32) {
        let shape = Shape::of(Slot::Camera, receivers, shown).expect("it is shown");
        (shape.height, shape.frames, shape.kilobits)
    }

    #[test]
    fn a_large_picture_for_one_and_small_ones_for_many() {
        let all = (1..=8).map(|receivers| camera(receivers, Some(2000)).0);
        assert_eq!(all.collect::<Vec<_>>(), [1080, 720, 540, 360, 270, 270, 180, 180]);
    }

    #[test]
    fn no_more_than_is_shown() {
        assert_eq!(camera(1, Some(181)), (270, 20, 300));
        assert_eq!(camera(1, Some(180)), (180, 15, 150));
        assert_eq!(camera(1, Some(1)), (90, 10, 60));
        assert_eq!(camera(3, Some(100)), (180, 15, 150));
    }

    #[test]
    fn what_is_not_known_is_shown_large() {
        assert_eq!(camera(1, None), (1080, 30, 2500));
        assert_eq!(camera(7, None), (180, 15, 150));
    }

    #[test]
    fn what_is_not_shown_is_not_sent() {
        assert_eq!(Shape::of(Slot::Camera, 1, Some(0)), None);
        assert_eq!(Shape::of(Slot::Screen, 1, Some(0)), None);
    }

    #[test]
    fn more_receivers_never_get_more_and_all_get_no_more_than_a_home_uploads() {
        for slot in [Slot::Camera, Slot::Screen] {
            let total = |receivers: usize| {
                let one = Shape::of(slot, receivers, None).expect("shown").kilobits;
                one * receivers as u32
            };
            assert!((1..=7).all(|receivers| total(receivers) <= 4500), "{slot:?}");
            let frames = |receivers| Shape::of(slot, receivers, None).expect("shown").frames;
            assert!((1..7).all(|receivers| frames(receivers + 1) <= frames(receivers)));
        }
    }

    #[test]
    fn a_screen_keeps_its_pixels() {
        assert!((1..=8).all(|receivers| {
            Shape::of(Slot::Screen, receivers, Some(200)).is_some_and(|shape| shape.height == 1080)
        }));
    }
}
