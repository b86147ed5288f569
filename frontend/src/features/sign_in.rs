//! Signing in.

mod page;

crate::lazy_page!(SignInPage => page::page);
