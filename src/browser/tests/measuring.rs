use offhook_core::{MediaCommand, MediaEvent, Sound};
use offhook_protocol::Slot;
use wasm_bindgen_test::wasm_bindgen_test;

use super::peer_end::{PEER, ends};
use super::support::{script, until};
use crate::browser::arrivals::{Arrival, Newest, News};
use crate::browser::listening::Ear;
use crate::browser::meter::Meter;

/// What an ear says of levels, each 200 ms after the one before.
fn heard(levels: impl IntoIterator<Item = f64>) -> Vec<Sound> {
    let mut ear = Ear::new(0.0);
    let timed = levels.into_iter().enumerate();
    timed.filter_map(|(look, level)| ear.hear(200.0 * (look + 1) as f64, level)).collect()
}

#[wasm_bindgen_test]
fn an_ear_tells_voice_from_noise_and_from_nothing() {
    assert_eq!(heard([0.001; 100]), []);
    assert_eq!(heard([0.0; 49]), [], "it may take a while");
    assert_eq!(heard([0.0; 50]), [Sound::Nothing]);
    assert_eq!(heard([0.001].into_iter().chain([0.0; 100])), [], "a noise gate");
    let pausing = [0.1, 0.0, 0.0, 0.0, 0.1, 0.001, 0.001, 0.001, 0.001];
    assert_eq!(heard(pausing), [Sound::Voice], "a pause within a sentence");
    assert_eq!(heard(pausing.into_iter().chain([0.001])), [Sound::Voice, Sound::Quiet]);
    let revived = [0.0; 60].into_iter().chain([0.001, 0.0]);
    assert_eq!(heard(revived), [Sound::Nothing, Sound::Quiet]);
}

fn packet(timestamp: f64, level: f64) -> Option<Newest> {
    Some(Newest { timestamp, level })
}

#[wasm_bindgen_test]
fn arrivals_are_told_when_they_begin_and_when_they_have_ended() {
    let (on, off) = (Some(true), Some(false));
    let mut arrival = Arrival::default();
    assert_eq!(arrival.look(100_000.0, None), News::default());
    let voice = arrival.look(100_200.0, packet(1.0, 0.2));
    assert_eq!(voice, News { receiving: on, speaking: on });
    assert_eq!(arrival.look(100_400.0, packet(2.0, 0.0)), News::default());
    assert_eq!(arrival.level(100_500.0), 0.0);
    let quiet = arrival.look(101_200.0, packet(3.0, 0.005));
    assert_eq!((arrival.level(101_600.0), arrival.level(101_700.0)), (0.005, 0.0), "what is over is silent");
    assert_eq!(quiet, News { receiving: None, speaking: off });
    assert_eq!(arrival.look(103_000.0, packet(3.0, 0.0)), News::default());
    let gone = arrival.look(103_200.0, packet(3.0, 0.9));
    assert_eq!(gone, News { receiving: off, speaking: None }, "the same packet is no news");
}

#[wasm_bindgen_test]
async fn a_meter_hears_a_tone_and_nothing_of_silence() {
    let tone = |gain: &str| {
        script(
            &[
                "window.tone = new AudioContext();
                 const to = tone.createMediaStreamDestination(), gain = tone.createGain(), from = tone.createOscillator();
                 gain.gain.value = ",
                gain,
                "; from.connect(gain).connect(to); from.start(); return to.stream",
            ]
            .concat(),
        )
        .into()
    };
    let loud = Meter::new(&tone("0.5")).expect("a meter");
    let silent = Meter::new(&tone("0")).expect("a meter");
    // A sine's root mean square is its amplitude over the root of two.
    until("the tone", || loud.level().is_some_and(|level| (0.3..0.4).contains(&level))).await;
    assert_eq!(silent.level(), Some(0.0));
    assert!(
        Meter::new(&web_sys::MediaStream::new().expect("a stream")).is_none(),
        "there is nothing to hear"
    );
    script("tone.close()");
}

#[wasm_bindgen_test]
async fn what_arrives_is_measured() {
    let (one, other) = ends();
    one.capture().await;
    other.open(&[]);
    one.open(&[Slot::Microphone, Slot::Camera]);
    one.offer(0, false);
    one.send_all();
    other.execute(MediaCommand::Play { peer: PEER, on: true });
    let receives = |slot| other.measured().contains(&MediaEvent::Receiving { peer: PEER, slot, on: true });
    until("sound and picture", || receives(Slot::Microphone) && receives(Slot::Camera)).await;
    let well = |event: &MediaEvent| match event {
        MediaEvent::Measured { sent, received, .. } => {
            [*received, *sent].into_iter().flatten().all(|it| it.lost == 0 && it.round_trip < 100)
        }
        _ => false,
    };
    until("measurements", || one.measured().iter().any(well) && other.measured().iter().any(well)).await;
    assert!(!one.measured().iter().any(|event| matches!(event, MediaEvent::Receiving { .. })));
    one.send(Slot::Camera, None);
    let gone = MediaEvent::Receiving { peer: PEER, slot: Slot::Camera, on: false };
    until("the end of the picture", || other.measured().contains(&gone)).await;
    one.close();
    other.close();
}
