//! In which language and by which clocks numbers and dates are written.
//!
//! One site is written in one way, from its first page to the explorer. A parameter through every view would therefore
//! say nothing that differs from call to call; it is set once around what is made for readers (each job of the
//! generator, whatever thread it runs on; the whole explorer at its start), and holds for one thread. Whatever is
//! written outside of it, as is everything that machines read or that is kept in git, is English and UTC.

use super::locale::Locale;
use quarterdeck_analysis::Zone;
use std::cell::RefCell;
use std::sync::Arc;

/// How a site writes numbers and dates. The default is English and UTC.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manner {
    /// Numbers and the order of dates.
    pub locale: &'static Locale,
    /// Whose clocks and days.
    pub zone: Zone,
}

thread_local! {
    static MANNER: RefCell<Arc<Manner>> = RefCell::default();
}

/// Puts back what held before, however a scope is left.
struct Back(Option<Arc<Manner>>);

impl Drop for Back {
    fn drop(&mut self) {
        if let Some(before) = self.0.take() {
            MANNER.set(before);
        }
    }
}

/// Does `work` on this thread with numbers and dates written in `manner`. What `work` gives to other threads is written
/// as is usual there.
pub fn within<T>(manner: &Arc<Manner>, work: impl FnOnce() -> T) -> T {
    let _back = Back(Some(MANNER.replace(manner.clone())));
    work()
}

/// Does `work` with numbers and dates as programs get them, whatever holds around it.
pub fn plainly<T>(work: impl FnOnce() -> T) -> T {
    within(&Arc::default(), work)
}

/// Sets the manner for all that this thread will ever do: of a browser, where one page is of one site.
pub fn settle(manner: Manner) {
    MANNER.set(Arc::new(manner));
}

/// The locale that holds now.
pub fn locale() -> &'static Locale {
    MANNER.with_borrow(|manner| manner.locale)
}

/// Asks the zone that holds now. `ask` must not format anything in another manner.
pub fn zoned<T>(ask: impl FnOnce(&Zone) -> T) -> T {
    let manner = MANNER.with_borrow(Arc::clone);
    ask(&manner.zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::fixed;
    use std::sync::Barrier;

    fn of(tag: &str) -> Arc<Manner> {
        Arc::new(Manner { locale: Locale::of(tag).unwrap(), ..Manner::default() })
    }

    #[test]
    fn scopes_on_two_threads_do_not_mix() {
        let both = Barrier::new(2);
        let write = |tag: &str| {
            within(&of(tag), || {
                both.wait();
                let text = fixed(1234.5, 1);
                both.wait();
                text
            })
        };
        let (german, english) = std::thread::scope(|scope| {
            let german = scope.spawn(|| write("de"));
            let english = write("en-US");
            (german.join().unwrap(), english)
        });
        assert_eq!((german.as_str(), english.as_str()), ("1.234,5", "1,234.5"));
    }

    #[test]
    fn leaving_a_scope_in_any_way_puts_back_what_was_before() {
        let write = || fixed(0.5, 1);
        within(&of("de"), || {
            assert_eq!(within(&of("en"), write), "0.5");
            let early = || -> Option<()> { within(&of("en"), || None) };
            assert_eq!((early(), write().as_str()), (None, "0,5"));
            let broken = std::panic::catch_unwind(|| within(&of("en"), || panic!("{}", write())));
            assert_eq!(broken.unwrap_err().downcast_ref::<String>().map(String::as_str), Some("0.5"));
            assert_eq!(write(), "0,5");
            let other = std::thread::spawn(write).join().unwrap();
            assert_eq!(other, "0.5", "another thread knows nothing of it");
        });
        assert_eq!(write(), "0.5");
    }
}
