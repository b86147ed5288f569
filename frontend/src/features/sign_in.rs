//! Signing in.

mod page;

crate::lazy_page!(shell: SignInPage => page::page);
