use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{sleep, until};
use crate::browser::{Timer, now};

fn counting() -> (Timer, Rc<Cell<u32>>) {
    let count = Rc::new(Cell::new(0));
    let counted = count.clone();
    (Timer::new(Rc::new(move || counted.set(counted.get() + 1))), count)
}

#[wasm_bindgen_test]
async fn a_timer_comes_once_and_not_at_once() {
    let (timer, count) = counting();
    timer.arm(Some(now() + Duration::from_millis(30)));
    assert_eq!(count.get(), 0);
    until("the timer", || count.get() == 1).await;
    sleep(60).await;
    assert_eq!(count.get(), 1);
}

#[wasm_bindgen_test]
async fn only_the_last_setting_counts() {
    let (timer, count) = counting();
    timer.arm(Some(now() + Duration::from_millis(10)));
    timer.arm(Some(now() + Duration::from_secs(60 * 60 * 24 * 365)));
    sleep(50).await;
    assert_eq!(count.get(), 0, "a year is longer than setTimeout can wait, but does not come at once");
    timer.arm(Some(now()));
    until("what is due already", || count.get() == 1).await;
    timer.arm(Some(now() + Duration::from_millis(10)));
    timer.arm(None);
    sleep(50).await;
    assert_eq!(count.get(), 1);
}

#[wasm_bindgen_test]
async fn a_timer_may_be_set_while_it_comes() {
    let timer: Rc<std::cell::OnceCell<Timer>> = Rc::default();
    let count = Rc::new(Cell::new(0));
    let (again, counted) = (timer.clone(), count.clone());
    let on_time = move || {
        counted.set(counted.get() + 1);
        let next = (counted.get() < 3).then(now);
        again.get().expect("it is made").arm(next);
    };
    let made = timer.get_or_init(|| Timer::new(Rc::new(on_time)));
    made.arm(Some(now()));
    until("three times", || count.get() == 3).await;
}

#[wasm_bindgen_test]
async fn a_dropped_timer_never_comes() {
    let (timer, count) = counting();
    timer.arm(Some(now()));
    drop(timer);
    sleep(30).await;
    assert_eq!(count.get(), 0);
}
