//! The views that show a stream now, so that they go with it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::browser::{OpenStream, View};

/// What is on show. The element in the page keeps it, not the app.
pub(crate) struct Showing {
    shown: RefCell<Option<(View, Option<Rc<OpenStream>>)>>,
    /// Its first frame has not come yet.
    waits: Cell<bool>,
}

impl Showing {
    /// A view, and the open camera behind it.
    pub(crate) fn new(view: View, camera: Option<Rc<OpenStream>>) -> Rc<Showing> {
        Rc::new(Showing { shown: RefCell::new(Some((view, camera))), waits: Cell::new(true) })
    }

    /// Does something with the view, if it is still there.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&View) -> T) -> Option<T> {
        self.shown.borrow().as_ref().map(|(view, _)| work(view))
    }

    /// Its first frame has come.
    pub(crate) fn has_begun(&self) {
        self.waits.set(false);
    }

    /// Takes the element out of the page and lets go of the camera.
    pub(crate) fn dispose(&self) {
        self.shown.take();
    }
}

/// The views of one stream, or of one renderer.
#[derive(Default)]
pub(crate) struct Views(RefCell<Vec<Weak<Showing>>>);

impl Views {
    /// Adds one.
    pub(crate) fn add(&self, showing: &Rc<Showing>) {
        let mut views = self.0.borrow_mut();
        let gone = views.iter().position(|view| view.strong_count() == 0);
        if let Some(gone) = gone {
            views.swap_remove(gone);
        }
        views.push(Rc::downgrade(showing));
    }

    /// Disposes all.
    pub(crate) fn dispose(&self) {
        self.each(Showing::dispose);
    }

    /// Disposes those that still wait for their first frame.
    pub(crate) fn dispose_waiting(&self) {
        self.each(|showing| {
            if showing.waits.get() {
                showing.dispose();
            }
        });
    }

    fn each(&self, work: impl Fn(&Showing)) {
        for view in self.0.borrow().iter() {
            if let Some(showing) = view.upgrade() {
                work(&showing);
            }
        }
    }
}
