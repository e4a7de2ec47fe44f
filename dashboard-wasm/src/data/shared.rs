//! A value shared between components, compared by place: comparing ten thousand runs would cost more than drawing.

use std::any::Any;
use std::ops::Deref;
use std::rc::Rc;

/// A shared value. Two are equal when they are one.
#[derive(Debug)]
pub struct Shared<T: ?Sized>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: Any> Shared<T> {
    /// The same, whatever it is: who keeps it need not know how to let it go.
    pub fn any(self) -> Shared<dyn Any> {
        Shared(self.0)
    }
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_is_the_same_one() {
        let one = Shared::new(1);
        assert!(one == one.clone() && one != Shared::new(1));
        assert_eq!(*one, 1);
    }
}
