//! Signing in.

mod page;

crate::lazy_page!(door: SignInPage => page::page);
