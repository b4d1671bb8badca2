//! The views that show a stream now, so that they go with it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use web_sys::MediaStream;

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

    /// Shows another stream in the same element.
    pub(crate) fn replace(&self, stream: &MediaStream, camera: &Rc<OpenStream>) {
        if let Some((view, open)) = &mut *self.shown.borrow_mut() {
            view.show(stream);
            *open = Some(camera.clone());
        }
    }

    /// Whether it was not disposed.
    fn is_shown(&self) -> bool {
        self.shown.borrow().is_some()
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
    /// None.
    pub(crate) const fn new() -> Views {
        Views(RefCell::new(Vec::new()))
    }

    /// Adds one.
    pub(crate) fn add(&self, showing: &Rc<Showing>) {
        let mut views = self.0.borrow_mut();
        views.retain(|view| view.strong_count() > 0);
        views.push(Rc::downgrade(showing));
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        let shown = |view: &&Weak<Showing>| view.upgrade().is_some_and(|view| view.is_shown());
        self.0.borrow().iter().filter(shown).count()
    }

    /// How high the largest of them is, in pixels; nothing where there is none.
    pub(crate) fn height(&self) -> Option<u32> {
        let views = self.0.borrow();
        let shown = views.iter().filter_map(Weak::upgrade).filter_map(|view| view.with(View::height));
        shown.max()
    }

    /// Shows another stream in all.
    pub(crate) fn replace(&self, stream: &MediaStream, camera: &Rc<OpenStream>) {
        self.each(|showing| showing.replace(stream, camera));
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
